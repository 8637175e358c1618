package cutmix.loader.folder;

import cutmix.loader.dataset.FileAccessException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Stores decoded images in a temporary file of equal records, so that their number is not limited by memory and later
 * epochs need no decoding. Thread-safe.
 */
final class PackedImages implements AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final int imageSize;

    /**
     * @param folder the folder for the temporary file, which is deleted with this object or when the process ends
     * @param imageSize size of an image in bytes
     */
    PackedImages(Path folder, int imageSize) {
        this.file = folder.resolve("packed-" + UUID.randomUUID());
        this.channel = create(file);
        this.imageSize = imageSize;
    }

    private static FileChannel create(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return FileChannel.open(
                    file,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new FileAccessException(file, e);
        }
    }

    /** @param slot position of the image's record, counted from 0 */
    byte[] read(int slot) {
        ByteBuffer pixels = ByteBuffer.allocate(imageSize);
        long position = (long) slot * imageSize;
        try {
            while (pixels.hasRemaining()) {
                if (channel.read(pixels, position + pixels.position()) < 0) {
                    throw new IllegalStateException("slot " + slot + " was not written");
                }
            }
        } catch (IOException e) {
            throw new FileAccessException(file, e);
        }
        return pixels.array();
    }

    void write(int slot, byte[] pixels) {
        ByteBuffer bytes = ByteBuffer.wrap(pixels);
        long position = (long) slot * imageSize;
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, position + bytes.position());
            }
        } catch (IOException e) {
            throw new FileAccessException(file, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new FileAccessException(file, e);
        }
    }
}

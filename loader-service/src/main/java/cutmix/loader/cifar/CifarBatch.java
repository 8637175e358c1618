package cutmix.loader.cifar;

import cutmix.loader.dataset.FileAccessException;
import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** A batch file. Each record has one label byte and 3,072 bytes of pixels, channel by channel, in row-major order. */
final class CifarBatch implements AutoCloseable {

    static final int SIDE = 32;
    static final int CHANNELS = 3;

    private static final int PLANE = SIDE * SIDE;
    private static final int RECORD = 1 + CHANNELS * PLANE;

    private final Path file;
    private final FileChannel channel;
    private final int size;

    private CifarBatch(Path file, FileChannel channel, int size) {
        this.file = file;
        this.channel = channel;
        this.size = size;
    }

    static CifarBatch open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(file + " is missing: the binary layout of CIFAR-10 has "
                    + String.join(", ", CifarFiles.all().toList()));
        }
        try {
            FileChannel channel = FileChannel.open(file);
            long bytes = channel.size();
            if (!isWhole(bytes)) {
                channel.close();
                throw new UserException(file + " is truncated: its " + bytes + " bytes are not a multiple of " + RECORD
                        + "; copy or extract it again");
            }
            return new CifarBatch(file, channel, (int) (bytes / RECORD));
        } catch (IOException e) {
            throw new FileAccessException(file, e);
        }
    }

    /** Returns whether a file of this size can be a batch: it has only complete records, and not too many. */
    static boolean isWhole(long bytes) {
        return bytes > 0 && bytes % RECORD == 0 && bytes / RECORD <= Integer.MAX_VALUE;
    }

    /** Returns the number of records, at least 1. */
    int size() {
        return size;
    }

    /** @throws UserException if the label is not below the number of classes */
    int label(int index, int classes) {
        int label = read(index, 0, 1)[0] & 0xFF;
        if (label >= classes) {
            throw new UserException(file + ", record " + index + ": label " + label + " is not one of the " + classes
                    + " classes in " + CifarFiles.CLASS_NAMES + "; copy or extract it again");
        }
        return label;
    }

    /** Returns the pixels of a record, with channels last. */
    byte[] pixels(int index) {
        byte[] planes = read(index, 1, CHANNELS * PLANE);
        byte[] pixels = new byte[planes.length];
        for (int i = 0; i < PLANE; i++) {
            for (int channel = 0; channel < CHANNELS; channel++) {
                pixels[i * CHANNELS + channel] = planes[channel * PLANE + i];
            }
        }
        return pixels;
    }

    private byte[] read(int index, int from, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        long position = (long) index * RECORD + from;
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, position + bytes.position()) < 0) {
                    throw new UserException(file + " became shorter while it was read: copy or extract it again");
                }
            }
        } catch (IOException e) {
            throw new FileAccessException(file, e);
        }
        return bytes.array();
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

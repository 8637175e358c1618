package cutmix.loader.folder;

import cutmix.loader.dataset.FileAccessException;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.dataset.Split;
import cutmix.loader.progress.Progress;
import cutmix.loader.progress.Work;
import cutmix.schemas.image.ImageDecoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** Decoded images in a temporary file of equal records, so that any number of them fits and later epochs cost nothing. */
final class PackedImages implements Split, AutoCloseable {

    private final Path file;
    private final FileChannel channel;
    private final int[] labels;
    private final int imageSize;

    private PackedImages(Path file, FileChannel channel, int[] labels, int imageSize) {
        this.file = file;
        this.channel = channel;
        this.labels = labels;
        this.imageSize = imageSize;
    }

    /**
     * Decodes all images, on all cores.
     *
     * @param folder for the temporary file, which goes with this object or with the process
     * @throws cutmix.schemas.UserException if an image cannot be read
     */
    static PackedImages decode(
            List<ImageFile> images, ToIntFunction<ImageFile> label, ImageShape shape, Path folder, Progress progress) {
        Path file = folder.resolve("packed-" + UUID.randomUUID());
        PackedImages packed = new PackedImages(
                file, create(file), images.stream().mapToInt(label).toArray(), shape.size());
        ImageDecoder decoder = new ImageDecoder(shape.height(), shape.width());
        AtomicInteger done = new AtomicInteger();
        Work work = new Work("decoding", "images", images.size(), 0, shape.size());
        try (Progress.Stage stage = progress.begin(work)) {
            IntStream.range(0, images.size()).parallel().forEach(index -> {
                packed.write(index, decoder.decode(images.get(index).path()));
                stage.reach(done.incrementAndGet());
            });
        } catch (RuntimeException e) {
            packed.close();
            throw e;
        }
        return packed;
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

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public byte[] pixels(int index) {
        ByteBuffer pixels = ByteBuffer.allocate(imageSize);
        long position = (long) index * imageSize;
        try {
            while (pixels.hasRemaining()) {
                if (channel.read(pixels, position + pixels.position()) < 0) {
                    throw new IllegalStateException("image " + index + " was not packed");
                }
            }
        } catch (IOException e) {
            throw new FileAccessException(file, e);
        }
        return pixels.array();
    }

    private void write(int index, byte[] pixels) {
        ByteBuffer bytes = ByteBuffer.wrap(pixels);
        long position = (long) index * imageSize;
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

package cutmix.loader.folder;

import cutmix.loader.dataset.ImageShape;
import cutmix.loader.progress.LoadProgress;
import cutmix.loader.progress.ProgressTask;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.image.ImageDecoder;
import cutmix.schemas.text.Printable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * Decodes the images of one split on all cores. The result and its order depend only on the files, not on the time at
 * which each of them is decoded.
 */
final class SplitDecoder implements AutoCloseable {

    private static final int UNREAD = -1;

    private final NumberedImages images;
    private final ImageDecoder decoder;
    private final int imageSize;
    private final PackedImages packed;
    private final LoadProgress progress;
    private final BadImages bad = new BadImages();
    private final int[] slots;
    private int used;
    private int[] order = {};

    /** @param temporary the folder for the decoded images */
    SplitDecoder(NumberedImages images, ImageShape shape, Path temporary, LoadProgress progress) {
        this.images = images;
        this.decoder = new ImageDecoder(shape.height(), shape.width());
        this.imageSize = shape.size();
        this.packed = new PackedImages(temporary, shape.size());
        this.progress = progress;
        this.slots = new int[images.size()];
        Arrays.fill(slots, UNREAD);
    }

    /** Decodes this many images from the beginning. Unreadable ones are missing from the result. */
    void decodeFirst(int limit) {
        order = images.inTurns(limit, number -> false);
        decode(order);
    }

    /**
     * Decodes this many readable images from the beginning, as if the unreadable ones did not exist. The result has
     * fewer images if not enough are readable.
     *
     * @throws cutmix.loader.dataset.UnreadableFilesException if no image of a class can be read
     */
    void decodeFirstGood(int limit) {
        order = images.inTurns(limit, bad::contains);
        for (int[] unread = unread(); unread.length > 0; unread = unread()) {
            decode(unread);
            requireEveryClass();
            order = images.inTurns(limit, bad::contains);
        }
    }

    private int[] unread() {
        return Arrays.stream(order).filter(number -> slots[number] == UNREAD).toArray();
    }

    private void requireEveryClass() {
        List<ClassFolder> empty = images.without(bad::contains);
        if (!empty.isEmpty()) {
            throw bad.asFailureOf(empty);
        }
    }

    private void decode(int[] numbers) {
        int first = used;
        used += numbers.length;
        AtomicInteger done = new AtomicInteger();
        try (LoadProgress.Stage stage = progress.begin(ProgressTask.builder()
                .name("decoding")
                .unit("images")
                .total(numbers.length)
                .unitBytes(imageSize)
                .build())) {
            IntStream.range(0, numbers.length).parallel().forEach(i -> {
                decode(numbers[i], first + i);
                stage.reach(done.incrementAndGet());
            });
        }
    }

    private void decode(int number, int slot) {
        ImageFile file = images.file(number);
        byte[] pixels;
        try {
            if (!file.flaw().isEmpty()) {
                throw new UserException(file.flaw());
            }
            pixels = decoder.decode(file.path());
        } catch (UserException e) {
            bad.add(number, Printable.of(e.getMessage()));
            return;
        }
        packed.write(slot, pixels);
        slots[number] = slot;
    }

    BadImages bad() {
        return bad;
    }

    /** Returns the number of images examined so far. */
    int decoded() {
        return used;
    }

    /** Returns the decoded images. They can be read until this object is closed. */
    PackedSplit split(ToIntFunction<String> label) {
        return new PackedSplit(
                packed,
                Arrays.stream(order).map(number -> slots[number]).toArray(),
                Arrays.stream(order)
                        .map(number -> label.applyAsInt(images.classOf(number).className()))
                        .toArray());
    }

    @Override
    public void close() {
        packed.close();
    }
}

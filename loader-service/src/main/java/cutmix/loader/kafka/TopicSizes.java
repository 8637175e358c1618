package cutmix.loader.kafka;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.size.RecordSize;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The maximum record sizes of each topic, in bytes.
 *
 * @param description description of the dataset
 * @param plain images, and test images
 * @param mixed images
 * @param metrics metrics of an epoch
 */
public record TopicSizes(long description, long plain, long mixed, long metrics) {

    /** Channels of an image file. */
    private static final int CHANNELS = 3;

    /** The size of a description without names, or of an epoch's metrics without a confusion matrix. */
    private static final int FIGURES = 4 << 10;

    private static final int NUMBER = 10;

    private static final int LONG_NAME = 256;

    /** With more classes, the metrics have no confusion matrix. */
    private static final int CLASSES_OF_A_MATRIX = 100;

    /**
     * Computes the sizes for a dataset.
     *
     * @throws UserException if a record would be larger than the services can write
     */
    public static TopicSizes of(Dataset dataset) {
        long names = dataset.classNames().stream()
                .mapToLong(name -> name.getBytes(StandardCharsets.UTF_8).length + NUMBER)
                .sum();
        return of(
                dataset.shape(),
                dataset.classNames().size(),
                names + dataset.name().getBytes(StandardCharsets.UTF_8).length);
    }

    /**
     * Computes the sizes for a dataset with unknown names of up to {@value #LONG_NAME} bytes.
     *
     * @throws UserException if a record would be larger than the services can write
     */
    public static TopicSizes of(ImageShape shape, int classes) {
        return of(shape, classes, (classes + 1L) * (LONG_NAME + NUMBER));
    }

    private static TopicSizes of(ImageShape shape, int classes, long names) {
        RecordSize images = new RecordSize(shape.size(), classes);
        long description = FIGURES + names;
        long metrics = FIGURES + (classes > CLASSES_OF_A_MATRIX ? 0L : (long) classes * classes * NUMBER);
        TopicSizes sizes = new TopicSizes(description, images.plain(), images.mixed(), metrics);
        if (sizes.description > RecordSize.GREATEST) {
            throw tooLarge(
                    classes + " classes, whose names make", sizes.description, "use fewer classes, or shorter names");
        }
        if (sizes.mixed > RecordSize.GREATEST) {
            throw tooLarge(
                    "images of " + shape.width() + " x " + shape.height() + " pixels in " + classes
                            + " classes, which make",
                    sizes.mixed,
                    "use a smaller --image-size, or fewer classes");
        }
        return sizes;
    }

    private static UserException tooLarge(String what, long bytes, String advice) {
        return new UserException(String.format(
                Locale.ROOT,
                "the dataset has %s records of %,d bytes, more than the %,d that can be written: %s",
                what,
                bytes,
                RecordSize.GREATEST,
                advice));
    }

    /** Returns the maximum height and width of image files, in pixels, with few classes. */
    public static int greatestImageSize() {
        long around = new RecordSize(0, CLASSES_OF_A_MATRIX).mixed();
        return (int) Math.sqrt((double) (RecordSize.GREATEST - around) / CHANNELS);
    }
}

package cutmix.launcher.picture;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.image.PixelImage;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * A mixed image, ready to draw.
 *
 * @param title the classes and their weights
 * @param box the pasted area in pixels of the image; empty if nothing was pasted
 */
public record MixedSample(BufferedImage image, String title, Optional<Rectangle> box) {

    /**
     * Returns the sample of a record.
     *
     * @throws IllegalArgumentException if the record does not fit the dataset
     */
    public static MixedSample of(MixedImage mixed, DatasetInfo info) {
        int bytes = info.getHeight() * info.getWidth() * info.getChannels();
        if (mixed.getPixels().remaining() != bytes
                || mixed.getSoftLabel().size() != info.getClassNames().size()) {
            throw new IllegalArgumentException("an image of "
                    + mixed.getPixels().remaining() + " bytes in "
                    + mixed.getSoftLabel().size() + " classes does not belong to dataset " + info.getName());
        }
        return new MixedSample(
                PixelImage.of(mixed.getPixels(), info.getHeight(), info.getWidth(), info.getChannels()),
                SampleTitle.of(mixed.getSoftLabel(), info.getClassNames()),
                box(mixed, info));
    }

    private static Optional<Rectangle> box(MixedImage mixed, DatasetInfo info) {
        if (mixed.getMixing() != Mixing.CUTMIX) {
            return Optional.empty();
        }
        Box box = mixed.getBox();
        requireWithin(box.getX(), box.getWidth(), info.getWidth());
        requireWithin(box.getY(), box.getHeight(), info.getHeight());
        return Optional.of(new Rectangle(box.getX(), box.getY(), box.getWidth(), box.getHeight()));
    }

    private static void requireWithin(int start, int length, int side) {
        if (start < 0 || length < 0 || (long) start + length > side) {
            throw new IllegalArgumentException(
                    "a box of " + length + " pixels from " + start + " on is not within " + side);
        }
    }
}

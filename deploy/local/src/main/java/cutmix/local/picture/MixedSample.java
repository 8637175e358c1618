package cutmix.local.picture;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A mixed image, ready to be drawn.
 *
 * @param title the classes and their weights
 * @param box what was pasted, in pixels of the image; empty where nothing was
 */
public record MixedSample(BufferedImage image, String title, Optional<Rectangle> box) {

    /**
     * The sample of a record.
     *
     * @throws IllegalArgumentException if the record does not fit the dataset
     */
    public static MixedSample of(MixedImage mixed, DatasetInfo info) {
        int bytes = info.getHeight() * info.getWidth() * info.getChannels();
        if (mixed.getPixels().remaining() != bytes
                || mixed.getSoftLabel().size() != info.getClassNames().size()) {
            throw new IllegalArgumentException("an image of "
                    + mixed.getPixels().remaining() + " bytes in "
                    + mixed.getSoftLabel().size() + " classes is not of dataset " + info.getName());
        }
        return new MixedSample(
                image(mixed.getPixels(), info), SampleTitle.of(mixed.getSoftLabel(), info.getClassNames()), box(mixed));
    }

    private static Optional<Rectangle> box(MixedImage mixed) {
        Box box = mixed.getBox();
        return mixed.getMixing() == Mixing.CUTMIX
                ? Optional.of(new Rectangle(box.getX(), box.getY(), box.getWidth(), box.getHeight()))
                : Optional.empty();
    }

    /** With fewer than three channels, the first is grey; with more, the first three are red, green and blue. */
    private static BufferedImage image(ByteBuffer pixels, DatasetInfo info) {
        BufferedImage image = new BufferedImage(info.getWidth(), info.getHeight(), BufferedImage.TYPE_INT_RGB);
        int channels = info.getChannels();
        int green = channels < 3 ? 0 : 1;
        int blue = channels < 3 ? 0 : 2;
        for (int i = 0; i < info.getWidth() * info.getHeight(); i++) {
            int at = pixels.position() + i * channels;
            int rgb =
                    (pixels.get(at) & 0xFF) << 16 | (pixels.get(at + green) & 0xFF) << 8 | pixels.get(at + blue) & 0xFF;
            image.setRGB(i % info.getWidth(), i / info.getWidth(), rgb);
        }
        return image;
    }
}

package cutmix.augment.mixing;

import cutmix.schemas.Box;
import cutmix.schemas.order.SeededRandom;
import java.nio.ByteBuffer;

/**
 * Replaces a rectangle of one image by the same rectangle of another image (Yun et al., "CutMix: Regularization
 * strategy to train strong classifiers with localizable features", ICCV 2019, section 3), with the integer arithmetic
 * of the Keras example "CutMix data augmentation for image classification".
 */
public final class CutMix {

    private CutMix() {}

    /** Draws the box for a λ, around a uniformly distributed pixel: first its column, then its row. */
    static Box drawBox(double lambda, int width, int height, SeededRandom random) {
        return box(lambda, width, height, random.nextInt(width), random.nextInt(height));
    }

    /**
     * Returns the box for a λ around a given pixel. Each side is ⌊side of the image · √(1 − λ)⌋ long, clipped to the
     * image, and at least one pixel. Half sides are integers, so an odd side loses one pixel, and a side of zero
     * becomes the pixel of the center.
     *
     * @param lambda λ, in [0, 1]
     * @param x the center's column, in [0, width)
     * @param y the center's row, in [0, height)
     */
    static Box box(double lambda, int width, int height, int x, int y) {
        double ratio = StrictMath.sqrt(1 - lambda);
        int halfWidth = (int) (width * ratio) / 2;
        int halfHeight = (int) (height * ratio) / 2;
        int left = Math.max(x - halfWidth, 0);
        int top = Math.max(y - halfHeight, 0);
        int boxWidth = Math.min(x + halfWidth, width) - left;
        int boxHeight = Math.min(y + halfHeight, height) - top;
        return new Box(left, top, Math.max(boxWidth, 1), Math.max(boxHeight, 1));
    }

    /**
     * Returns the base's weight in the label: the share of the image outside the box, 1 − (box area) / (width ·
     * height).
     */
    static double baseWeight(Box box, int width, int height) {
        return 1 - (double) ((long) box.getWidth() * box.getHeight()) / ((long) width * height);
    }

    /**
     * Copies the box from the partner to the target.
     *
     * @param target (height, width, channels), overwritten within the box
     * @param partner (height, width, channels), from the buffer's position on
     * @param width width of both images
     */
    static void paste(byte[] target, ByteBuffer partner, Box box, int width, int channels) {
        int length = box.getWidth() * channels;
        for (int row = box.getY(); row < box.getY() + box.getHeight(); row++) {
            int start = (row * width + box.getX()) * channels;
            partner.get(partner.position() + start, target, start, length);
        }
    }
}

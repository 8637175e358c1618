package cutmix.augment.mixing;

import cutmix.schemas.View;
import cutmix.schemas.order.SeededRandom;
import java.nio.ByteBuffer;

/**
 * Flips an image horizontally at random, and crops the original size from an image that is padded on every side (He et
 * al., "Deep residual learning for image recognition", CVPR 2016, section 4.2). The padding is a reflection without the
 * pixels of the border, as in torchvision's {@code RandomCrop} with {@code padding_mode="reflect"}.
 *
 * <p>Cropping at column c of an image padded by p shifts it to the right by p − c. A {@link View} contains this shift.
 */
final class FlipAndCrop {

    /** View of an image that is neither flipped nor shifted. */
    static final View UNTOUCHED = new View(false, 0, 0);

    private FlipAndCrop() {}

    /**
     * Draws whether to flip, then the shift to the right, then the shift down. Always draws all three, so neither
     * setting changes the random numbers of the other.
     *
     * @param flipProbability in [0, 1]
     * @param padding p, in pixels, at least 0; both shifts are uniform over [−p, p]
     */
    static View draw(double flipProbability, int padding, SeededRandom random) {
        boolean flipped = random.nextDouble() < flipProbability;
        int shiftX = random.nextInt(2 * padding + 1) - padding;
        int shiftY = random.nextInt(2 * padding + 1) - padding;
        return flipped || shiftX != 0 || shiftY != 0 ? new View(flipped, shiftX, shiftY) : UNTOUCHED;
    }

    /**
     * Returns an image that is shifted, then flipped, according to a view.
     *
     * @param pixels (height, width, channels), from its position on
     * @param view view whose shifts are less than the width and the height, in either direction
     */
    static byte[] apply(ByteBuffer pixels, View view, int height, int width, int channels) {
        byte[] augmented = shift(pixels, view.getShiftX(), view.getShiftY(), height, width, channels);
        if (view.getFlipped()) {
            flip(augmented, width, channels);
        }
        return augmented;
    }

    /**
     * Flips an image horizontally.
     *
     * @param pixels (height, width, channels), overwritten
     */
    static void flip(byte[] pixels, int width, int channels) {
        int rowBytes = width * channels;
        for (int row = 0; row < pixels.length; row += rowBytes) {
            int left = row;
            int right = row + rowBytes - channels;
            while (left < right) {
                for (int channel = 0; channel < channels; channel++) {
                    byte swapped = pixels[left + channel];
                    pixels[left + channel] = pixels[right + channel];
                    pixels[right + channel] = swapped;
                }
                left += channels;
                right -= channels;
            }
        }
    }

    /**
     * Returns a shifted copy.
     *
     * @param pixels (height, width, channels), from its position on
     * @param shiftX to the right, in (−width, width)
     * @param shiftY down, in (−height, height)
     */
    static byte[] shift(ByteBuffer pixels, int shiftX, int shiftY, int height, int width, int channels) {
        byte[] shifted = new byte[height * width * channels]; // (height, width, channels)
        int inside = Math.max(shiftX, 0);
        int outside = Math.min(width + shiftX, width);
        for (int y = 0; y < height; y++) {
            int source = pixels.position() + reflected(y - shiftY, height) * width * channels;
            int target = y * width * channels;
            pixels.get(
                    source + (inside - shiftX) * channels,
                    shifted,
                    target + inside * channels,
                    (outside - inside) * channels);
            for (int x = 0; x < inside; x++) {
                int from = source + reflected(x - shiftX, width) * channels;
                pixels.get(from, shifted, target + x * channels, channels);
            }
            for (int x = outside; x < width; x++) {
                int from = source + reflected(x - shiftX, width) * channels;
                pixels.get(from, shifted, target + x * channels, channels);
            }
        }
        return shifted;
    }

    private static int reflected(int place, int side) {
        return place < 0 ? -place : place < side ? place : 2 * (side - 1) - place;
    }
}

package cutmix.loader.dataset;

/**
 * The shape of every image of a dataset.
 *
 * @param height height in pixels, at least 1
 * @param width width in pixels, at least 1
 * @param channels bytes per pixel, at least 1
 */
public record ImageShape(int height, int width, int channels) {

    public ImageShape {
        if (height < 1 || width < 1 || channels < 1) {
            throw new IllegalArgumentException("an image of " + height + " x " + width + " x " + channels);
        }
    }

    /** Returns the size of an image in bytes. */
    public int size() {
        return Math.multiplyExact(Math.multiplyExact(height, width), channels);
    }
}

package cutmix.schemas.image.source;

/** Receives each pixel of an image exactly once, in any order. */
@FunctionalInterface
public interface PixelSink {

    /**
     * Receives pixels of one row: (x, y), (x + step, y), (x + 2 step, y) and so on.
     *
     * @param step distance between two pixels, at least 1
     * @param count number of pixels
     * @param rgb red, green and blue of each pixel, one unsigned byte each; the sink does not keep the array
     */
    void accept(int y, int x, int step, int count, byte[] rgb);
}

package cutmix.schemas.image.scale;

/**
 * The weight of each row or column of an image in each row or column of the scaled image. The weights are integers;
 * those of one scaled pixel add up to {@link #total}.
 *
 * <p>Shrinking takes the mean over the area: the weight of a pixel is the length that it shares with the scaled pixel.
 * Enlarging interpolates linearly between the two pixels whose centers are nearest, and repeats the pixels at the
 * edges.
 */
final class AxisWeights {

    private final int total;
    /** The first scaled pixel in which each pixel has a weight. */
    private final int[] first;
    /** The index of the first weight of each pixel, and the total at the end. */
    private final int[] starts;

    private final int[] weights;

    private AxisWeights(int from, int total, int mostWeights) {
        this.total = total;
        this.first = new int[from];
        this.starts = new int[from + 1];
        this.weights = new int[mostWeights];
    }

    /**
     * @param from pixels of the image, at least 1
     * @param to pixels of the scaled image, at least 1
     */
    static AxisWeights of(int from, int to) {
        return from >= to ? shrinking(from, to) : enlarging(from, to);
    }

    /** Computes in units in which a pixel has length {@code to} and a scaled pixel has length {@code from}. */
    private static AxisWeights shrinking(int from, int to) {
        AxisWeights axis = new AxisWeights(from, from, from + to);
        int next = 0;
        for (int pixel = 0; pixel < from; pixel++) {
            long begin = (long) pixel * to;
            long end = begin + to;
            axis.first[pixel] = (int) (begin / from);
            axis.starts[pixel] = next;
            for (long scaled = begin / from; scaled * from < end; scaled++) {
                axis.weights[next++] = (int) (Math.min(end, (scaled + 1) * from) - Math.max(begin, scaled * from));
            }
        }
        axis.starts[from] = next;
        return axis;
    }

    /** Computes in units of half a scaled pixel, in which two pixels have the distance 2 {@code to} / {@code from}. */
    private static AxisWeights enlarging(int from, int to) {
        AxisWeights axis = new AxisWeights(from, 2 * to, 2 * to);
        int next = 0;
        for (int pixel = 0; pixel < from; pixel++) {
            axis.starts[pixel] = next;
            for (int scaled = 0; scaled < to; scaled++) {
                // The distance of the scaled pixel's center from the leftmost pixel's center, in 1 / (2 to) of a pixel.
                long center = (2L * scaled + 1) * from - to;
                long inside = Math.max(0, Math.min(center, 2L * to * (from - 1)));
                long distance = Math.abs(inside - 2L * to * pixel);
                if (distance < 2L * to) {
                    if (next == axis.starts[pixel]) {
                        axis.first[pixel] = scaled;
                    }
                    axis.weights[next++] = (int) (2L * to - distance);
                }
            }
        }
        axis.starts[from] = next;
        return axis;
    }

    int total() {
        return total;
    }

    /**
     * The first scaled pixel in which a pixel has a weight. Its further weights belong to the following scaled pixels.
     */
    int first(int pixel) {
        return first[pixel];
    }

    /** Returns the index of a pixel's first weight. Its weights end before those of the next pixel. */
    int start(int pixel) {
        return starts[pixel];
    }

    int weight(int index) {
        return weights[index];
    }
}

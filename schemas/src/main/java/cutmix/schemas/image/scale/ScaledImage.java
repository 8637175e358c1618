package cutmix.schemas.image.scale;

import cutmix.schemas.image.source.PixelSink;
import java.util.Arrays;

/**
 * Scales an image while its pixels arrive, and stores only the scaled image. Sums are exact integers, so the order of
 * the pixels does not matter. An image that already has the target size keeps its pixels.
 */
public final class ScaledImage implements PixelSink {

    private static final int CHANNELS = 3;

    private final AxisWeights rows;
    private final AxisWeights columns;
    private final int height;
    private final int width;
    private final long missing;
    private final long[] sums; // (height, width, channels)
    private final int[] line; // (width, channels)
    private long arrived;

    /**
     * @param fromHeight height of the image, in pixels
     * @param fromWidth width of the image, in pixels
     * @param height height of the scaled image, in pixels
     * @param width width of the scaled image, in pixels
     */
    public ScaledImage(int fromHeight, int fromWidth, int height, int width) {
        this.rows = AxisWeights.of(fromHeight, height);
        this.columns = AxisWeights.of(fromWidth, width);
        this.height = height;
        this.width = width;
        this.missing = (long) fromHeight * fromWidth;
        this.sums = new long[height * width * CHANNELS];
        this.line = new int[width * CHANNELS];
    }

    /** Returns the heap memory in bytes for scaling to this size. */
    public static long heap(int height, int width) {
        return (long) height * width * CHANNELS * (Long.BYTES + 2L);
    }

    @Override
    public void accept(int y, int x, int step, int count, byte[] rgb) {
        Arrays.fill(line, 0);
        for (int i = 0, column = x; i < count; i++, column += step) {
            int red = rgb[CHANNELS * i] & 0xFF;
            int green = rgb[CHANNELS * i + 1] & 0xFF;
            int blue = rgb[CHANNELS * i + 2] & 0xFF;
            int at = CHANNELS * columns.first(column);
            int end = columns.start(column + 1);
            for (int index = columns.start(column); index < end; index++) {
                int weight = columns.weight(index);
                line[at++] += weight * red;
                line[at++] += weight * green;
                line[at++] += weight * blue;
            }
        }
        int at = line.length * rows.first(y);
        for (int index = rows.start(y); index < rows.start(y + 1); index++) {
            long weight = rows.weight(index);
            for (int sum : line) {
                sums[at++] += weight * sum;
            }
        }
        arrived += count;
    }

    /** Returns whether all pixels of the image have arrived. */
    public boolean isComplete() {
        return arrived == missing;
    }

    /** Returns the scaled image, rounded to integers, of shape {@code (height, width, channels)}. */
    public byte[] pixels() {
        long total = (long) rows.total() * columns.total();
        byte[] pixels = new byte[height * width * CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ((sums[i] + total / 2) / total);
        }
        return pixels;
    }
}

package cutmix.trainer.engine.network;

import java.util.Collections;
import java.util.List;

/**
 * The scaling of pixels to inputs of a network: (value / 255 − mean) / deviation.
 *
 * @param means mean of each channel, in [0, 1]
 * @param deviations standard deviation of each channel, in (0, 1]
 */
public record PixelScale(List<Float> means, List<Float> deviations) {

    private static final int VALUES = 256;
    private static final float GREATEST = 255f;

    public PixelScale {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
    }

    /** Returns the scaling by 1 / 255 without means and deviations. */
    public static PixelScale toUnit(int channels) {
        return new PixelScale(Collections.nCopies(channels, 0f), Collections.nCopies(channels, 1f));
    }

    /** Returns whether the scaling is only the division by 255. */
    public boolean leavesQuotients() {
        return equals(toUnit(means.size()));
    }

    /** Returns the scaled value of each unsigned byte, as a table of shape {@code (channels, 256)}. */
    public float[][] table() {
        float[][] table = new float[means.size()][VALUES];
        for (int channel = 0; channel < table.length; channel++) {
            for (int value = 0; value < VALUES; value++) {
                table[channel][value] = (value / GREATEST - means.get(channel)) / deviations.get(channel);
            }
        }
        return table;
    }
}

package cutmix.trainer.engine.network;

import java.util.Collections;
import java.util.List;

/**
 * What a network takes for a pixel: (value / 255 − mean) / deviation.
 *
 * @param means of each channel, in [0, 1]
 * @param deviations of each channel, in (0, 1]
 */
public record PixelScale(List<Float> means, List<Float> deviations) {

    private static final int VALUES = 256;
    private static final float GREATEST = 255f;

    public PixelScale {
        means = List.copyOf(means);
        deviations = List.copyOf(deviations);
    }

    /** Values / 255, as they are. */
    public static PixelScale toUnit(int channels) {
        return new PixelScale(Collections.nCopies(channels, 0f), Collections.nCopies(channels, 1f));
    }

    /** Whether nothing is left to do after the division by 255. */
    public boolean leavesQuotients() {
        return equals(toUnit(means.size()));
    }

    /** What each value of a byte, unsigned, becomes, // (channels, 256). */
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

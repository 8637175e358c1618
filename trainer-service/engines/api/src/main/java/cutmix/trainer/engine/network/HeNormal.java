package cutmix.trainer.engine.network;

import cutmix.schemas.order.RandomPurpose;
import cutmix.schemas.order.SeededRandom;

/**
 * He-normal weights as Keras draws them: a normal distribution truncated at two standard deviations and scaled so that
 * its variance is 2 / fan-in after truncation (He et al., "Delving deep into rectifiers", ICCV 2015, equation 10; Keras
 * {@code VarianceScaling}). The weights depend only on the seed, so every engine starts from the same network.
 */
public final class HeNormal {

    /** Standard deviation of the standard normal distribution truncated at ±2. */
    private static final double CUT_DEVIATION = 0.87962566103423978;

    private HeNormal() {}

    /**
     * Draws the weights of one layer.
     *
     * @param layer index of the layer in the network, counted from 0
     * @param fanIn number of inputs that contribute to one output
     */
    public static float[] draw(long seed, int layer, int fanIn, int count) {
        SeededRandom random = SeededRandom.of(seed, RandomPurpose.INITIAL_WEIGHTS.id(), layer);
        double scale = StrictMath.sqrt(2.0 / fanIn) / CUT_DEVIATION;
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            double normal = random.nextGaussian();
            while (Math.abs(normal) > 2) {
                normal = random.nextGaussian();
            }
            weights[i] = (float) (normal * scale);
        }
        return weights;
    }
}

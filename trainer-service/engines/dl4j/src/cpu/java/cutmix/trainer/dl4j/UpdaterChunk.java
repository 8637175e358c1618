package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Denormals;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The arithmetic of an optimizer on chunks that fit into the first-level cache, in arrays that the JIT compiler
 * vectorizes.
 */
abstract sealed class UpdaterChunk permits AdamChunk, NesterovChunk {

    private static final int LENGTH = 2048;

    final float[] w = new float[LENGTH];
    final float[] g = new float[LENGTH];
    float share; // weight of a sample in the mean
    private final float[][] state;

    /** @param vectors number of the optimizer's vectors, each as long as the parameters */
    UpdaterChunk(int vectors) {
        state = new float[vectors][LENGTH];
    }

    /** @param iteration counted from 0 */
    final void prepare(int iteration, double learningRate, int batchSize) {
        share = 1f / batchSize;
        prepare(iteration, learningRate);
    }

    /** Computes the optimizer's values of an iteration. */
    abstract void prepare(int iteration, double learningRate);

    /**
     * Moves parameters by a step against their gradient, and removes {@link Denormals}.
     *
     * @param c factor of the parameters in their gradient
     * @param vectors the optimizer's vectors for these parameters
     * @return ‖w‖² before the step
     */
    double step(FloatPointer values, FloatPointer gradients, double c, List<FloatPointer> vectors) {
        double squares = 0;
        long length = values.capacity();
        for (long start = 0; start < length; start += LENGTH) {
            int count = (int) Math.min(LENGTH, length - start);
            values.position(start).get(w, 0, count);
            gradients.position(start).get(g, 0, count);
            for (int i = 0; i < state.length; i++) {
                vectors.get(i).position(start).get(state[i], 0, count);
            }
            if (c != 0) {
                squares += squares(count);
            }
            step(count, (float) c, state);
            Denormals.clear(w, count);
            values.put(w, 0, count);
            for (int i = 0; i < state.length; i++) {
                Denormals.clear(state[i], count);
                vectors.get(i).put(state[i], 0, count);
            }
        }
        return squares;
    }

    private double squares(int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += (double) w[i] * w[i];
        }
        return sum;
    }

    /** Performs the step for the first {@code count} values in the arrays. */
    abstract void step(int count, float c, float[][] vectors);
}

package cutmix.trainer.dl4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.learning.config.Adam;

/** Adam's arithmetic, on so much at once that it stays in the first-level cache, in arrays that the JIT compiler vectorises. */
final class AdamChunk {

    private static final int LENGTH = 2048;

    private final float[] w = new float[LENGTH];
    private final float[] g = new float[LENGTH];
    private final float[] m = new float[LENGTH];
    private final float[] v = new float[LENGTH];
    private float beta1;
    private float beta2;
    private float epsilon;
    private float rate; // corrected for the bias
    private float share; // of a sample in the mean

    /** @param iteration counted from 0 */
    void prepare(Adam adam, int iteration, int batchSize) {
        int t = iteration + 1;
        beta1 = (float) adam.getBeta1();
        beta2 = (float) adam.getBeta2();
        epsilon = (float) adam.getEpsilon();
        rate = (float) (adam.getLearningRate(iteration, 0)
                * Math.sqrt(1 - Math.pow(adam.getBeta2(), t))
                / (1 - Math.pow(adam.getBeta1(), t)));
        share = 1f / batchSize;
    }

    /**
     * Moves parameters by a step against their gradient.
     *
     * @param c the factor of the parameters themselves in their gradient
     * @return ‖w‖² before it
     */
    double step(FloatPointer values, FloatPointer gradients, double c, FloatPointer first, FloatPointer second) {
        double squares = 0;
        long length = values.capacity();
        for (long start = 0; start < length; start += LENGTH) {
            int count = (int) Math.min(LENGTH, length - start);
            values.position(start).get(w, 0, count);
            gradients.position(start).get(g, 0, count);
            first.position(start).get(m, 0, count);
            second.position(start).get(v, 0, count);
            if (c != 0) {
                squares += squares(count);
            }
            step(count, (float) c);
            values.put(w, 0, count);
            first.put(m, 0, count);
            second.put(v, 0, count);
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

    private void step(int count, float c) {
        for (int i = 0; i < count; i++) {
            float gradient = g[i] * share + c * w[i];
            float mean = beta1 * m[i] + (1 - beta1) * gradient;
            float square = beta2 * v[i] + (1 - beta2) * gradient * gradient;
            m[i] = mean;
            v[i] = square;
            w[i] -= rate * mean / ((float) Math.sqrt(square) + epsilon);
        }
    }
}

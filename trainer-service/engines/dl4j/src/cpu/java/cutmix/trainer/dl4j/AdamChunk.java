package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Optimizer;

/** Adam as defined by {@link Optimizer.Adam}. Its vectors are the first and the second moment. */
final class AdamChunk extends UpdaterChunk {

    private static final float BETA1 = (float) Optimizer.Adam.BETA1;
    private static final float BETA2 = (float) Optimizer.Adam.BETA2;

    private final float epsilon;
    private float rate; // corrected for the bias

    AdamChunk(double epsilon) {
        super(2);
        this.epsilon = (float) epsilon;
    }

    @Override
    void prepare(int iteration, double learningRate) {
        rate = (float) Optimizer.Adam.corrected(learningRate, iteration + 1L);
    }

    @Override
    void step(int count, float c, float[][] moments) {
        float[] m = moments[0];
        float[] v = moments[1];
        for (int i = 0; i < count; i++) {
            float gradient = g[i] * share + c * w[i];
            float mean = BETA1 * m[i] + (1 - BETA1) * gradient;
            float square = BETA2 * v[i] + (1 - BETA2) * gradient * gradient;
            m[i] = mean;
            v[i] = square;
            w[i] -= rate * mean / ((float) Math.sqrt(square) + epsilon);
        }
    }
}

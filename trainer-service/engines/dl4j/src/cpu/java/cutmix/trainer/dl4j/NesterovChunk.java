package cutmix.trainer.dl4j;

/** Gradient descent as defined by {@link cutmix.trainer.engine.Optimizer.Nesterov}. Its vector is the velocity. */
final class NesterovChunk extends UpdaterChunk {

    private final float momentum;
    private float rate;

    NesterovChunk(double momentum) {
        super(1);
        this.momentum = (float) momentum;
    }

    @Override
    void prepare(int iteration, double learningRate) {
        rate = (float) learningRate;
    }

    @Override
    void step(int count, float c, float[][] vectors) {
        float[] v = vectors[0];
        for (int i = 0; i < count; i++) {
            float descent = rate * (g[i] * share + c * w[i]);
            float velocity = momentum * v[i] - descent;
            v[i] = velocity;
            w[i] += momentum * velocity - descent;
        }
    }
}

package cutmix.trainer.dl4j;

import org.nd4j.linalg.learning.config.Nesterovs;

/** Gradient descent as {@link cutmix.trainer.engine.Optimizer.Nesterov} has it. Its vector is the velocity. */
final class NesterovChunk extends UpdaterChunk {

    private final Nesterovs nesterov;
    private float momentum;
    private float rate;

    NesterovChunk(Nesterovs nesterov) {
        super(1);
        this.nesterov = nesterov;
    }

    @Override
    void prepare(int iteration) {
        momentum = (float) nesterov.currentMomentum(iteration, 0);
        rate = (float) nesterov.getLearningRate(iteration, 0);
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

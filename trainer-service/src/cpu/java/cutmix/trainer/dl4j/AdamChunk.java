package cutmix.trainer.dl4j;

import org.nd4j.linalg.learning.config.Adam;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1 in the order of section 2's end: ε is
 * not corrected for the bias, as in Keras and Deeplearning4j). Its vectors are the first moment and the second.
 */
final class AdamChunk extends UpdaterChunk {

    private final Adam adam;
    private float beta1;
    private float beta2;
    private float epsilon;
    private float rate; // corrected for the bias

    AdamChunk(Adam adam) {
        super(2);
        this.adam = adam;
    }

    @Override
    void prepare(int iteration, double learningRate) {
        int t = iteration + 1;
        beta1 = (float) adam.getBeta1();
        beta2 = (float) adam.getBeta2();
        epsilon = (float) adam.getEpsilon();
        rate = (float)
                (learningRate * Math.sqrt(1 - Math.pow(adam.getBeta2(), t)) / (1 - Math.pow(adam.getBeta1(), t)));
    }

    @Override
    void step(int count, float c, float[][] moments) {
        float[] m = moments[0];
        float[] v = moments[1];
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

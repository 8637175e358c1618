package cutmix.loader.sample;

import cutmix.loader.dataset.Split;
import cutmix.schemas.order.SeededRandom;
import java.util.Arrays;

/** A linear classifier as a baseline: softmax regression on standardized pixels, trained by gradient descent. */
final class SoftmaxRegression {

    private static final int BATCH = 50;
    private static final float RATE = 0.005f;

    private final float[] mean;
    private final float[] scale;
    private final float[][] weights; // (class, pixels + 1)

    SoftmaxRegression(Split train, int classes) {
        int features = train.pixels(0).length;
        mean = new float[features];
        scale = new float[features];
        weights = new float[classes][features + 1];
        standardize(train);
    }

    /** One pass over the training images in a random order. */
    void fit(Split train, SeededRandom random) {
        float[][] gradient = new float[weights.length][weights[0].length];
        for (int step = 0; step < train.size() / BATCH; step++) {
            for (float[] row : gradient) {
                Arrays.fill(row, 0);
            }
            for (int i = 0; i < BATCH; i++) {
                int index = random.nextInt(train.size());
                float[] x = features(train.pixels(index));
                float[] error = probabilities(x);
                error[train.label(index)] -= 1;
                for (int k = 0; k < weights.length; k++) {
                    addScaled(gradient[k], x, error[k]);
                }
            }
            for (int k = 0; k < weights.length; k++) {
                addScaled(weights[k], gradient[k], -RATE / BATCH);
            }
        }
    }

    /** The fraction of correctly classified images. */
    double accuracy(Split split) {
        int hits = 0;
        for (int index = 0; index < split.size(); index++) {
            float[] p = probabilities(features(split.pixels(index)));
            int best = 0;
            for (int k = 1; k < p.length; k++) {
                best = p[k] > p[best] ? k : best;
            }
            hits += best == split.label(index) ? 1 : 0;
        }
        return hits / (double) split.size();
    }

    private void standardize(Split train) {
        double[] sum = new double[mean.length];
        double[] squares = new double[mean.length];
        for (int index = 0; index < train.size(); index++) {
            byte[] pixels = train.pixels(index);
            for (int i = 0; i < pixels.length; i++) {
                int value = pixels[i] & 0xFF;
                sum[i] += value;
                squares[i] += value * value;
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sum[i] / train.size());
            scale[i] = (float) (1 / Math.sqrt(squares[i] / train.size() - mean[i] * mean[i] + 1));
        }
    }

    private float[] features(byte[] pixels) {
        float[] x = new float[pixels.length + 1];
        for (int i = 0; i < pixels.length; i++) {
            x[i] = ((pixels[i] & 0xFF) - mean[i]) * scale[i];
        }
        x[pixels.length] = 1;
        return x;
    }

    private float[] probabilities(float[] x) {
        float[] p = new float[weights.length];
        float most = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < p.length; k++) {
            p[k] = dot(weights[k], x);
            most = Math.max(most, p[k]);
        }
        float sum = 0;
        for (int k = 0; k < p.length; k++) {
            p[k] = (float) Math.exp(p[k] - most);
            sum += p[k];
        }
        for (int k = 0; k < p.length; k++) {
            p[k] /= sum;
        }
        return p;
    }

    private static float dot(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + s2 + s3;
    }

    private static void addScaled(float[] to, float[] from, float factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }
}

package cutmix.trainer.dl4j;

import cutmix.trainer.onednn.Parameters;
import org.bytedeco.javacpp.FloatPointer;

/** The last layer, from features to the probabilities of the classes; some hundred products for each sample. */
final class SoftmaxLayer {

    private final int classes;
    private final int channels;
    private final FloatPointer weights; // (channels, classes), column by column
    private final FloatPointer biases;
    private final FloatPointer weightGradients;
    private final FloatPointer biasGradients;

    SoftmaxLayer(Parameters parameters) {
        weights = parameters.values(ResNetV1.CLASSES + "_W");
        biases = parameters.values(ResNetV1.CLASSES + "_b");
        weightGradients = parameters.gradients(ResNetV1.CLASSES + "_W");
        biasGradients = parameters.gradients(ResNetV1.CLASSES + "_b");
        classes = Math.toIntExact(biases.capacity());
        channels = Math.toIntExact(weights.capacity()) / classes;
    }

    /**
     * Computes the probabilities of the classes.
     *
     * @param features features of shape {@code (samples, channels)}
     * @return probabilities of shape {@code (samples, classes)}
     */
    float[] probabilities(float[] features) {
        float[] w = values(weights);
        float[] b = values(biases);
        float[] rows = new float[features.length / channels * classes];
        for (int row = 0; row < rows.length; row += classes) {
            int sample = row / classes;
            double greatest = Double.NEGATIVE_INFINITY;
            double[] scores = new double[classes];
            for (int c = 0; c < classes; c++) {
                double score = b[c];
                for (int i = 0; i < channels; i++) {
                    score += (double) features[sample * channels + i] * w[c * channels + i];
                }
                scores[c] = score;
                greatest = Math.max(greatest, score);
            }
            softmax(scores, greatest, rows, row);
        }
        return rows;
    }

    private static void softmax(double[] scores, double greatest, float[] rows, int row) {
        double sum = 0;
        for (int c = 0; c < scores.length; c++) {
            scores[c] = Math.exp(scores[c] - greatest);
            sum += scores[c];
        }
        for (int c = 0; c < scores.length; c++) {
            rows[row + c] = (float) (scores[c] / sum);
        }
    }

    /**
     * Writes the gradients of the cross-entropy for this layer's parameters, summed over the samples.
     *
     * @param probabilities probabilities of shape {@code (samples, classes)}
     * @param softLabels weights that sum to 1 for each sample of shape {@code (samples, classes)}
     * @return the gradients of the features, of shape {@code (samples, channels)}
     */
    float[] gradients(float[] features, float[] probabilities, float[] softLabels) {
        float[] w = values(weights);
        double[] ofWeights = new double[w.length];
        double[] ofBiases = new double[classes];
        float[] ofFeatures = new float[features.length];
        for (int row = 0; row < probabilities.length; row += classes) {
            int sample = row / classes * channels;
            for (int c = 0; c < classes; c++) {
                float ofScore = probabilities[row + c] - softLabels[row + c];
                ofBiases[c] += ofScore;
                for (int i = 0; i < channels; i++) {
                    ofWeights[c * channels + i] += (double) ofScore * features[sample + i];
                    ofFeatures[sample + i] += ofScore * w[c * channels + i];
                }
            }
        }
        put(ofWeights, weightGradients);
        put(ofBiases, biasGradients);
        return ofFeatures;
    }

    private static float[] values(FloatPointer pointer) {
        float[] values = new float[Math.toIntExact(pointer.capacity())];
        pointer.get(values);
        return values;
    }

    private static void put(double[] values, FloatPointer pointer) {
        for (int i = 0; i < values.length; i++) {
            pointer.put(i, (float) values[i]);
        }
    }
}

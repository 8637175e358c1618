package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.network.HeNormal;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.MultiDataSet;

/** Compares one step with an independent computation. */
@NeedsDevice
class StepArithmeticTest {

    private static final long SEED = 7;
    private static final int STEM_CHANNELS = 16;
    private static final Batch BATCH = Networks.batch(1);

    /**
     * The loss in double precision without helpers is exact to about 1e-15, and its differences over 2e-5 to about
     * 1e-10. The remaining difference is the rounding of the engine's floats: some 1e-7 of the largest terms of sums of
     * up to 10,000.
     */
    @Test
    void the_gradient_of_the_helpers_is_the_slope_of_the_loss() {
        List<FirstStep> parameters = new ArrayList<>();
        try (Dl4jEngine engine = Networks.engine(SEED)) {
            // Given
            ComputationGraph before = Networks.inDoublePrecision(engine);

            // When
            engine.fit(BATCH);

            // Then
            FirstStep.forEach(Networks.copyOf(engine), parameters::add);
            List<FirstStep> probes = twoOfEachArray(parameters);
            assertThat(probes).hasSizeGreaterThan(60);
            MultiDataSet data = Networks.inDoublePrecision(BATCH, Networks.INPUT);
            assertThat(probes).allSatisfy(probe -> assertThat(probe.gradient())
                    .isCloseTo(slope(before, data, probe.index()), within(2e-6)));
            assertThat(probes)
                    .anySatisfy(probe -> assertThat(Math.abs(probe.gradient())).isGreaterThan(0.01));
        }
    }

    @Test
    void adams_first_step_is_the_learning_rate_along_the_gradients_sign() {
        try (Dl4jEngine engine = Networks.engine(SEED)) {
            // Given
            float[] before = Networks.floats(Networks.copyOf(engine).params());

            // When
            engine.fit(BATCH);

            // Then: Kingma and Ba, algorithm 1, with ε added before the correction of the bias, as in Keras
            ComputationGraph graph = Networks.copyOf(engine);
            float[] after = Networks.floats(graph.params());
            double epsilon = 1e-7 / Math.sqrt(1 - 0.999);
            int[] clear = new int[1];
            FirstStep.forEach(graph, parameter -> {
                double gradient = parameter.gradient();
                double change = after[parameter.index()] - (double) before[parameter.index()];
                assertThat(change).isCloseTo(-1e-3 * gradient / (Math.abs(gradient) + epsilon), within(1e-6));
                if (Math.abs(gradient) > 1e-3) {
                    assertThat(Math.abs(change)).isCloseTo(1e-3, within(1e-5));
                    clear[0]++;
                }
            });
            assertThat(clear[0]).isGreaterThan(1000);
        }
    }

    @Test
    void moving_statistics_take_a_hundredth_of_the_first_batch() {
        try (Dl4jEngine engine = Networks.engine(SEED)) {
            // When
            engine.fit(BATCH);

            // Then: from mean 0 and variance 1
            double[][] outputs = stemOutputs();
            ComputationGraph graph = Networks.copyOf(engine);
            float[] mean = Networks.floats(graph.getParam("stem-norm_mean"));
            float[] variance = Networks.floats(graph.getParam("stem-norm_var"));
            for (int channel = 0; channel < STEM_CHANNELS; channel++) {
                double batchMean = mean(outputs[channel]);
                double batchVariance = variance(outputs[channel], batchMean);
                assertThat((double) mean[channel]).isCloseTo(0.01 * batchMean, within(1e-7));
                assertThat((double) variance[channel]).isCloseTo(0.99 + 0.01 * batchVariance, within(1e-6));
            }
        }
    }

    private static List<FirstStep> twoOfEachArray(List<FirstStep> parameters) {
        List<FirstStep> probes = new ArrayList<>();
        for (int start = 0; start < parameters.size(); ) {
            FirstStep first = parameters.get(start);
            int end = start;
            while (end < parameters.size()
                    && parameters.get(end).layer().equals(first.layer())
                    && parameters.get(end).name().equals(first.name())) {
                end++;
            }
            probes.add(first);
            probes.add(parameters.get((start + end) / 2));
            start = end;
        }
        return probes;
    }

    private static double slope(ComputationGraph graph, MultiDataSet data, int index) {
        double step = 1e-5;
        double value = graph.params().getDouble(index);
        graph.params().putScalar(index, value + step);
        double above = graph.score(data, true);
        graph.params().putScalar(index, value - step);
        double below = graph.score(data, true);
        graph.params().putScalar(index, value);
        return (above - below) / (2 * step);
    }

    /** Returns the outputs of the first convolution for the batch, grouped by channel. */
    private static double[][] stemOutputs() {
        int height = Networks.INPUT.height();
        int width = Networks.INPUT.width();
        int channels = Networks.INPUT.channels();
        float[] kernel = HeNormal.draw(SEED, 0, 9 * channels, STEM_CHANNELS * 9 * channels);
        double[][] outputs = new double[STEM_CHANNELS][BATCH.size() * height * width];
        for (int out = 0; out < STEM_CHANNELS; out++) {
            for (int place = 0; place < outputs[out].length; place++) {
                int sample = place / (height * width);
                int y = place / width % height;
                int x = place % width;
                double sum = 0;
                for (int channel = 0; channel < channels; channel++) {
                    for (int tap = 0; tap < 9; tap++) {
                        int row = y + tap / 3 - 1;
                        int column = x + tap % 3 - 1;
                        if (row >= 0 && row < height && column >= 0 && column < width) {
                            int pixel = ((sample * height + row) * width + column) * channels + channel;
                            sum += (BATCH.pixels()[pixel] & 0xFF)
                                    / 255.0
                                    * kernel[(out * channels + channel) * 9 + tap];
                        }
                    }
                }
                outputs[out][place] = sum;
            }
        }
        return outputs;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double variance(double[] values, double mean) {
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / values.length;
    }
}

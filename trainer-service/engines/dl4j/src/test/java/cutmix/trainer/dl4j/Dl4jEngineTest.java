package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.HeNormal;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

@NeedsDevice
class Dl4jEngineTest {

    private static final Batch BATCH = Networks.batch(1);

    @Test
    void equal_seeds_and_batches_end_with_equal_weights_bit_for_bit() {
        try (Dl4jEngine one = Networks.engine(7);
                Dl4jEngine other = Networks.engine(7)) {
            // When
            for (int step = 0; step < 5; step++) {
                one.fit(Networks.batch(step));
                other.fit(Networks.batch(step));
            }

            // Then
            assertThat(one.weights().flat()).isEqualTo(other.weights().flat()).doesNotContain(Float.NaN);
        }
    }

    @Test
    void other_seeds_give_other_weights() {
        try (Dl4jEngine one = Networks.engine(7);
                Dl4jEngine other = Networks.engine(8)) {
            assertThat(one.weights().flat()).isNotEqualTo(other.weights().flat());
        }
    }

    @Test
    void initial_weights_are_those_that_every_engine_draws() {
        try (Dl4jEngine engine = Networks.engine(7)) {
            ComputationGraph graph = Networks.copyOf(engine);

            List<INDArray> kernels = graph.paramTable().entrySet().stream()
                    .filter(parameter -> parameter.getKey().endsWith("_W"))
                    .map(Map.Entry::getValue)
                    .toList();

            assertThat(kernels).hasSize(10);
            assertThat(Networks.floats(kernels.get(0))).isEqualTo(HeNormal.draw(7, 0, 27, 16 * 27));
            assertThat(Networks.floats(kernels.get(1))).isEqualTo(HeNormal.draw(7, 1, 144, 16 * 144));
            assertThat(Networks.floats(kernels.get(9))).isEqualTo(HeNormal.draw(7, 9, 64, 64 * 3));
        }
    }

    @Test
    void made_of_the_weights_of_another_it_equals_them_bit_for_bit_with_a_new_optimizer() {
        try (Dl4jEngine used = Networks.engine(7)) {
            // Given
            for (int step = 0; step < 3; step++) {
                used.fit(Networks.batch(step));
            }
            NetworkWeights weights = used.weights();

            // When
            try (Dl4jEngine made = Networks.engine(weights.network(8, 8), weights, Execution.FUSED)) {

                // Then
                assertThat(made.weights().flat()).isEqualTo(weights.flat());
                assertThat(made.evaluate(BATCH)).isEqualTo(used.evaluate(BATCH));
                assertThat(Networks.copyOf(made)
                                .getUpdater()
                                .getStateViewArray()
                                .sumNumber()
                                .doubleValue())
                        .isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void says_whether_its_numbers_are_finite(Execution execution) {
        // Given: a learning rate a thousand times the usual one of this recipe
        NetworkShape network = new NetworkShape(8, Networks.INPUT);
        TrainingSetup setup = new TrainingSetup(network, Recipe.STRONG, 1_000_000, 10);
        try (Dl4jEngine engine = Networks.engine(setup, InitialWeights.draw(network, 7), execution)) {
            assertThat(engine.isFinite()).isTrue();

            // When
            int step = 0;
            while (Double.isFinite(engine.fit(Networks.batch(step)).loss())) {
                step++;
            }

            // Then
            assertThat(step).isLessThan(10);
            assertThat(engine.isFinite()).isFalse();
        }
    }

    @Test
    void a_step_reports_loss_and_hits_of_the_network_before_it() {
        try (Dl4jEngine engine = Networks.engine(7)) {
            for (int step = 0; step < 10; step++) {
                Batch batch = Networks.batch(step);
                ComputationGraph before = Networks.copyOf(engine);

                // When
                StepResult result = engine.fit(batch);

                // Then
                MultiDataSet data = new MultiDataSet(Networks.pixels(batch), Networks.labels(batch));
                INDArray probabilities = before.outputSingle(true, Networks.pixels(batch));
                assertThat(result.loss()).isCloseTo(before.score(data, true), within(1e-6));
                assertThat(result.correct()).isEqualTo(CorrectPredictions.of(Networks.floats(probabilities), batch));
                assertThat(result.size()).isEqualTo(Networks.BATCH);
            }
        }
    }

    @Test
    void the_loss_is_cross_entropy_plus_the_squared_norm_of_the_convolution_kernels() {
        try (Dl4jEngine engine = Networks.engine(7)) {
            ComputationGraph before = Networks.copyOf(engine);

            // When
            StepResult result = engine.fit(BATCH);

            // Then
            float[] probabilities = Networks.floats(before.outputSingle(true, Networks.pixels(BATCH)));
            double crossEntropy = 0;
            for (int i = 0; i < probabilities.length; i++) {
                crossEntropy -= BATCH.softLabels()[i] * Math.log(probabilities[i]) / BATCH.size();
            }
            double squares = 0;
            for (INDArray parameter : before.paramTable().values()) {
                if (parameter.rank() == 4) {
                    squares += parameter.norm2Number().doubleValue()
                            * parameter.norm2Number().doubleValue();
                }
            }
            assertThat(squares * 1e-4).isGreaterThan(0.01);
            assertThat(result.loss() - crossEntropy).isCloseTo(1e-4 * squares, within(2e-6));
        }
    }

    @Test
    void evaluation_uses_the_moving_statistics_so_that_images_do_not_depend_on_each_other() {
        try (Dl4jEngine engine = Networks.engine(7)) {
            // Given
            engine.fit(BATCH);

            // When
            Predictions together = engine.evaluate(BATCH);

            // Then
            double lossSum = 0;
            List<Integer> classes = new ArrayList<>();
            for (int sample = 0; sample < BATCH.size(); sample++) {
                Predictions alone = engine.evaluate(sample(BATCH, sample));
                lossSum += alone.loss();
                classes.addAll(alone.classes());
            }
            assertThat(together.loss()).isCloseTo(lossSum / BATCH.size(), within(1e-5));
            assertThat(together.classes()).isEqualTo(classes);
        }
    }

    @Test
    void evaluation_has_the_loss_that_the_library_computes() {
        try (Dl4jEngine engine = Networks.engine(7)) {
            ComputationGraph graph = Networks.copyOf(engine);

            MultiDataSet data = new MultiDataSet(Networks.pixels(BATCH), Networks.labels(BATCH));

            assertThat(engine.evaluate(BATCH).loss()).isCloseTo(graph.score(data, false), within(1e-6));
        }
    }

    @Test
    void evaluation_changes_nothing() {
        try (Dl4jEngine engine = Networks.engine(7)) {
            float[] before = engine.weights().flat();

            engine.evaluate(BATCH);

            assertThat(engine.weights().flat()).isEqualTo(before);
        }
    }

    @Test
    void the_learning_rate_is_the_recipes() {
        try (Dl4jEngine engine = Networks.engine(7)) {
            assertThat(engine.learningRate()).isEqualTo(1e-3);
        }
    }

    private static Batch sample(Batch batch, int sample) {
        int bytes = batch.pixels().length / batch.size();
        return new Batch(
                1,
                Arrays.copyOfRange(batch.pixels(), sample * bytes, (sample + 1) * bytes),
                Arrays.copyOfRange(batch.softLabels(), sample * batch.classes(), (sample + 1) * batch.classes()));
    }
}

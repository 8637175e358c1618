package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the fused pass with Deeplearning4j's layers. */
class FusedPassTest {

    /**
     * The remaining difference is the rounding of floats, some 1e-7 of the largest terms. If rounding moves the input
     * of a ReLU across zero, a gradient jumps. This is rarer with fewer inputs, so the images are small.
     */
    @ParameterizedTest(name = "{0} layers, {1} x {2} pixels of {3} channels, {4} classes")
    @CsvSource({"8, 16, 16, 3, 10", "20, 8, 8, 3, 10", "14, 9, 7, 1, 2", "8, 5, 12, 3, 3", "8, 8, 8, 4, 5"})
    void has_the_gradients_of_the_built_in_layers_in_double_precision(
            int depth, int height, int width, int channels, int classes) {
        NetworkInput input = new NetworkInput(height, width, channels, classes);
        try (Dl4jEngine fused = engine(depth, input)) {
            // Given
            Batch batch = Networks.batch(input, 5, 1);
            ComputationGraph reference = Networks.inDoublePrecision(fused);

            // When
            StepResult result = fused.fit(batch);

            // Then
            reference.fit(Networks.inDoublePrecision(batch, input));
            // A float of the loss's size has steps of 2e-7 to 5e-7. The kernels, which differ by CPU, add up to three.
            assertThat(result.loss()).isCloseTo(reference.score(), within(4.0 * Math.ulp((float) reference.score())));
            List<FirstStep> expected = steps(reference);
            List<FirstStep> actual = steps(Networks.copyOf(fused));
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < actual.size(); i++) {
                assertThat(actual.get(i).gradient())
                        .as("%s", expected.get(i))
                        .isCloseTo(expected.get(i).gradient(), within(3e-6));
            }
            assertThat(expected).anySatisfy(step -> assertThat(step.gradient()).isGreaterThan(0.05));
        }
    }

    @Test
    void goes_the_same_way_as_the_layers_over_batches_of_several_sizes() {
        try (Dl4jEngine fused = Networks.engine(7);
                Dl4jEngine layers = Networks.engine(7, Execution.LAYERS)) {
            // In Adam's first steps, rounding determines the direction of nearly zero gradients.
            assertEqualLosses(fused, layers, 1e-3);
        }
    }

    @Test
    void goes_the_same_way_as_the_layers_by_the_strong_recipe() {
        // Given
        TrainingSetup setup = Networks.setup(new NetworkShape(8, Networks.INPUT), Recipe.STRONG);
        NetworkWeights initial = InitialWeights.draw(setup.network(), 7);
        try (Dl4jEngine fused = Networks.engine(setup, initial, Execution.FUSED);
                Dl4jEngine layers = Networks.engine(setup, initial, Execution.LAYERS)) {
            // When, Then
            assertEqualLosses(fused, layers, 1e-4);
            assertThat(fused.weights().flat()).containsExactly(layers.weights().flat(), within(1e-3f));
            Batch batch = Networks.batch(Networks.INPUT, 30, 9);
            assertThat(fused.evaluate(batch).loss())
                    .isCloseTo(layers.evaluate(batch).loss(), within(1e-3));
        }
    }

    private static void assertEqualLosses(Dl4jEngine fused, Dl4jEngine layers, double tolerance) {
        int[] sizes = {16, 16, 5, 16, 3, 16, 5};
        for (int step = 0; step < sizes.length; step++) {
            Batch batch = Networks.batch(Networks.INPUT, sizes[step], step);

            // When
            double fusedLoss = fused.fit(batch).loss();
            double layersLoss = layers.fit(batch).loss();

            // Then
            assertThat(fusedLoss).isCloseTo(layersLoss, within(tolerance));
        }
    }

    @Test
    void evaluates_as_the_layers_do_whatever_the_size_of_the_batch() throws Exception {
        try (Dl4jEngine trained = Networks.engine(7)) {
            // Given
            for (int step = 0; step < 20; step++) {
                trained.fit(Networks.batch(Networks.INPUT, 16, step));
            }
            try (Dl4jEngine layers = Networks.copyOf(trained, Execution.LAYERS)) {
                for (int size : new int[] {1, 24, 25, 26, 103}) {
                    Batch batch = Networks.batch(Networks.INPUT, size, size);

                    // When
                    Predictions fusedResult = trained.evaluate(batch);

                    // Then
                    Predictions layersResult = layers.evaluate(batch);
                    assertThat(fusedResult.loss()).isCloseTo(layersResult.loss(), within(1e-5));
                    assertThat(fusedResult.classes()).isEqualTo(layersResult.classes());
                }
            }
        }
    }

    @Test
    void gives_back_the_memory_of_sizes_that_come_no_more() {
        NetworkInput input = new NetworkInput(32, 32, 3, 10);
        try (Dl4jEngine engine = engine(8, input)) {
            // Given
            engine.fit(Networks.batch(input, 100, 1));
            engine.fit(Networks.batch(input, 99, 1));
            long before = Pointer.physicalBytes();

            // When
            for (int size = 98; size > 80; size--) {
                engine.fit(Networks.batch(input, size, 1));
            }

            // Then: each size takes some 70 MB
            assertThat(Pointer.physicalBytes() - before).isLessThan(300 << 20);
        }
    }

    @Test
    void the_description_says_so() {
        try (Dl4jEngine engine = Networks.engine(7)) {
            assertThat(engine.describe().line())
                    .matches("Deeplearning4j on ND4J CPU, threads: [0-9]+, fused step on oneDNN 2\\.5\\.2 \\(.+\\)");
            assertThat(engine.describe().warning()).isEmpty();
        }
    }

    private static Dl4jEngine engine(int depth, NetworkInput input) {
        NetworkShape network = new NetworkShape(depth, input);
        return Networks.engine(network, InitialWeights.draw(network, 7), Execution.FUSED);
    }

    private static List<FirstStep> steps(ComputationGraph graph) {
        List<FirstStep> steps = new ArrayList<>();
        FirstStep.forEach(graph, steps::add);
        return steps;
    }
}

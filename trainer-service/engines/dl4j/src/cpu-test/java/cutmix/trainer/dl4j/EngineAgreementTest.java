package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineFolder;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engine.network.WeightNames;
import cutmix.trainer.engine.network.WeightTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the outputs, gradients and statistics of two engines with the same weights. */
class EngineAgreementTest {

    private static final int BATCH = 8;

    private static final EngineLibrary DL4J = new Dl4j(Execution.FUSED);
    private static final EngineLibrary LIBTORCH =
            new EngineFolder("libtorch", Path.of(System.getProperty("cutmix.trainer.engines"), "libtorch")).load();

    static NetworkShape[] networks() {
        return new NetworkShape[] {
            new NetworkShape(20, new NetworkInput(16, 16, 3, 10)), new NetworkShape(8, new NetworkInput(9, 7, 1, 3))
        };
    }

    @ParameterizedTest
    @MethodSource("networks")
    void they_agree_on_the_outputs(NetworkShape network) {
        // Given
        NetworkWeights weights = trained(network);
        Batch batch = Networks.batch(network.input(), BATCH, 5);

        try (Engine dl4j = DL4J.create(Networks.setup(network, Recipe.KERAS), weights);
                Engine libtorch = LIBTORCH.create(Networks.setup(network, Recipe.KERAS), weights)) {
            // When
            float[] probabilities = libtorch.probabilities(batch.pixels(), BATCH);
            Predictions predictions = libtorch.evaluate(batch);

            // Then
            assertThat(probabilities).containsExactly(dl4j.probabilities(batch.pixels(), BATCH), within(1e-4f));
            assertThat(predictions.loss()).isCloseTo(dl4j.evaluate(batch).loss(), within(1e-4));
            assertThat(predictions.classes()).isEqualTo(dl4j.evaluate(batch).classes());
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void they_agree_on_the_loss_and_the_moving_statistics_of_a_step(NetworkShape network) {
        // Given
        NetworkWeights weights = trained(network);
        Batch batch = Networks.batch(network.input(), BATCH, 6);

        try (Engine dl4j = DL4J.create(Networks.setup(network, Recipe.KERAS), weights);
                Engine libtorch = LIBTORCH.create(Networks.setup(network, Recipe.KERAS), weights)) {
            // When
            StepResult expected = dl4j.fit(batch);
            StepResult result = libtorch.fit(batch);

            // Then
            assertThat(result.loss()).isCloseTo(expected.loss(), within(1e-4));
            assertThat(result.correct()).isEqualTo(expected.correct());
            NetworkWeights statistics = dl4j.weights();
            libtorch.weights().tensors().forEach((name, tensor) -> {
                if (name.contains(".running_")) {
                    assertThat(tensor.values()).as(name).containsExactly(statistics.values(name), within(1e-5f));
                }
            });
        }
    }

    /**
     * Uses the median of several batches. In one batch of several, rounding moves the input of a ReLU across zero, and
     * a gradient of noise jumps by more than a thousandth of its length, in either engine.
     */
    @ParameterizedTest
    @MethodSource("networks")
    void they_agree_on_the_gradients_of_a_step(NetworkShape network) {
        // Given
        NetworkWeights weights = InitialWeights.draw(network, 7);
        Map<String, List<Double>> distances = new TreeMap<>();

        // When
        for (int seed = 0; seed < 5; seed++) {
            Batch batch = Networks.batch(network.input(), 3, seed);
            try (Engine dl4j = DL4J.create(Networks.setup(network, Recipe.KERAS), weights);
                    Engine libtorch = LIBTORCH.create(Networks.setup(network, Recipe.KERAS), weights)) {
                dl4j.fit(batch);
                libtorch.fit(batch);
                Map<String, WeightTensor> expected = FirstMoments.ofDl4j(dl4j, network);
                FirstMoments.ofLibTorch(libtorch).forEach((name, tensor) -> distances
                        .computeIfAbsent(name, added -> new ArrayList<>())
                        .add(relativeDistance(
                                name, tensor.values(), expected.get(name).values())));
            }
        }

        // Then
        assertThat(distances).hasSizeGreaterThan(30);
        distances.forEach((name, ofBatches) -> {
            Collections.sort(ofBatches);
            assertThat(ofBatches.get(2)).as(name + " " + ofBatches).isLessThan(1e-3);
        });
    }

    @ParameterizedTest
    @MethodSource("networks")
    void they_leave_no_denormal_numbers_in_a_filter_that_its_l2_term_alone_moves(NetworkShape network) {
        // Given
        String kernel = WeightNames.weight(WeightNames.convolution(NetworkShape.STEM));
        Map<String, WeightTensor> tensors =
                new TreeMap<>(InitialWeights.draw(network, 7).tensors());
        tensors.computeIfPresent(kernel, (name, drawn) -> WeightTensor.filled(drawn.shape(), 1e-39f));
        NetworkWeights weights = new NetworkWeights(tensors);
        Batch noise = Networks.batch(network.input(), BATCH, 8);
        Batch black = new Batch(BATCH, new byte[noise.pixels().length], noise.softLabels());

        for (EngineLibrary library : List.of(DL4J, LIBTORCH)) {
            try (Engine engine = library.create(Networks.setup(network, Recipe.KERAS), weights)) {
                // When
                engine.fit(black);

                // Then
                assertThat(engine.weights().values(kernel)).as(library.name()).containsOnly(0);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void they_go_the_same_way_by_the_strong_recipe(NetworkShape network) {
        // Given
        NetworkWeights weights = InitialWeights.draw(network, 7);
        // The rate rises so slowly that rounding does not move the input of a ReLU across zero; after that the engines
        // would diverge.
        TrainingSetup setup = new TrainingSetup(network, Recipe.STRONG, BATCH, 400);

        try (Engine dl4j = DL4J.create(setup, weights);
                Engine libtorch = LIBTORCH.create(setup, weights)) {
            for (int step = 0; step < 8; step++) {
                Batch batch = Networks.batch(network.input(), BATCH, step);
                assertThat(libtorch.learningRate()).isEqualTo(dl4j.learningRate());

                // When
                StepResult expected = dl4j.fit(batch);
                StepResult result = libtorch.fit(batch);

                // Then
                assertThat(result.loss()).isCloseTo(expected.loss(), within(1e-4));
            }
            Batch batch = Networks.batch(network.input(), BATCH, 9);
            assertThat(libtorch.probabilities(batch.pixels(), BATCH))
                    .containsExactly(dl4j.probabilities(batch.pixels(), BATCH), within(1e-4f));
        }
    }

    /** Trains a few steps from the beginning, so that no statistic has its initial value. */
    private static NetworkWeights trained(NetworkShape network) {
        try (Engine engine = DL4J.create(Networks.setup(network, Recipe.KERAS), InitialWeights.draw(network, 7))) {
            for (int step = 0; step < 20; step++) {
                engine.fit(Networks.batch(network.input(), BATCH, step));
            }
            return engine.weights();
        }
    }

    /**
     * Returns the distance relative to the expected length. The bias before a normalization is exempt, because its
     * gradient is only rounding error.
     */
    private static double relativeDistance(String name, float[] gradient, float[] expected) {
        double distance = 0;
        double length = 0;
        for (int i = 0; i < expected.length; i++) {
            distance += Math.pow((double) gradient[i] - expected[i], 2);
            length += Math.pow(expected[i], 2);
        }
        double least = name.endsWith("conv.bias") ? 1e-2 : 0;
        return Math.sqrt(distance) / Math.max(Math.sqrt(length), least);
    }
}

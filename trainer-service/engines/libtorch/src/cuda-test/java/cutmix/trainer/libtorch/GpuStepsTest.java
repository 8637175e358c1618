package cutmix.trainer.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cutmix.schemas.order.SeededRandom;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Computation;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.WeightTensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Trains on a GPU, if there is one. */
class GpuStepsTest {

    private static final NetworkInput INPUT = new NetworkInput(32, 32, 3, 10);
    private static final NetworkShape NETWORK = new NetworkShape(20, INPUT);
    private static final Computation RECORDED = new Computation(Precision.FLOAT32, true);
    private static final Computation ONE_BY_ONE = new Computation(Precision.FLOAT32, false);

    @BeforeEach
    void needsAGpu() {
        Loader.load(torch.class);
        assumeTrue(torch.cuda_is_available());
    }

    @ParameterizedTest
    @EnumSource
    void recorded_steps_come_to_what_others_do(Recipe recipe) {
        try (Engine recorded = engine(recipe, RECORDED, "cuda");
                Engine oneByOne = engine(recipe, ONE_BY_ONE, "cuda")) {
            repeatably();
            for (int step = 0; step < 24; step++) {
                // Given: a batch of another size among them, and further ones of the same
                Batch batch = batch(step == 9 ? 20 : 32, step);

                // When
                StepResult result = recorded.fit(batch);

                // Then
                assertThat(result).as("step " + step).isEqualTo(oneByOne.fit(batch));
            }
            assertThat(recorded.learningRate()).isEqualTo(oneByOne.learningRate());
            assertThat(recorded.weights().flat()).isEqualTo(oneByOne.weights().flat());
        }
    }

    @Test
    void recorded_steps_outlive_evaluations_and_other_engines() {
        try (Engine recorded = engine(Recipe.KERAS, RECORDED, "cuda");
                Engine oneByOne = engine(Recipe.KERAS, ONE_BY_ONE, "cuda")) {
            for (int step = 0; step < 16; step++) {
                // When
                repeatably();
                recorded.fit(batch(32, step));
                oneByOne.fit(batch(32, step));
                recorded.evaluate(batch(100 + step, step));
                try (Engine other = engine(Recipe.STRONG, RECORDED, "cuda")) {
                    for (int ofOther = 0; ofOther < 5; ofOther++) {
                        other.fit(batch(32, ofOther));
                    }
                }
            }

            // Then
            assertThat(recorded.weights().flat()).isEqualTo(oneByOne.weights().flat());
        }
    }

    /** Makes cuDNN use the same algorithms in all steps, and only deterministic ones. */
    private static void repeatably() {
        torch.globalContext().setBenchmarkCuDNN(false);
        torch.globalContext().setDeterministicCuDNN(true);
    }

    @Test
    void a_gpu_and_the_cpu_agree_on_the_outputs() {
        try (Engine gpu = engine(Recipe.KERAS, RECORDED, "cuda");
                Engine cpu = engine(Recipe.KERAS, RECORDED, "cpu")) {
            byte[] pixels = batch(64, 1).pixels();

            assertThat(gpu.probabilities(pixels, 64)).containsExactly(cpu.probabilities(pixels, 64), within(1e-4f));
        }
    }

    /**
     * Uses the median of several batches: where rounding moves the input of a ReLU across zero, a gradient of noise
     * jumps.
     */
    @Test
    void a_gpu_and_the_cpu_agree_on_the_gradients() throws IOException {
        // Given
        Map<String, List<Double>> distances = new TreeMap<>();

        // When
        for (int seed = 0; seed < 5; seed++) {
            try (Engine gpu = engine(Recipe.KERAS, RECORDED, "cuda");
                    Engine cpu = engine(Recipe.KERAS, RECORDED, "cpu")) {
                gpu.fit(batch(3, seed));
                cpu.fit(batch(3, seed));
                Map<String, WeightTensor> expected = firstMoments(cpu);
                firstMoments(gpu).forEach((name, tensor) -> distances
                        .computeIfAbsent(name, added -> new ArrayList<>())
                        .add(relativeDistance(
                                tensor.values(), expected.get(name).values())));
            }
        }

        // Then
        assertThat(distances).hasSizeGreaterThan(30);
        distances.forEach((name, ofBatches) -> {
            Collections.sort(ofBatches);
            // Before a normalization, the gradient of a bias is only rounding error.
            if (!name.endsWith("conv.bias")) {
                assertThat(ofBatches.get(2)).as(name + " " + ofBatches).isLessThan(1e-3);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_network_learns_a_batch_by_heart_in_each_precision(Precision precision) {
        try (Engine engine = engine(Recipe.KERAS, new Computation(precision, true), "cuda")) {
            double before = engine.fit(batch(32, 1)).loss();
            for (int step = 0; step < 60; step++) {
                engine.begin(batch(32, 1));
            }

            assertThat(engine.fit(batch(32, 1)).loss()).isLessThan(before / 2);
        }
    }

    private static Engine engine(Recipe recipe, Computation computation, String device) {
        return new LibTorchEngine(
                new TrainingSetup(NETWORK, recipe, 32, 100),
                InitialWeights.draw(NETWORK, 7),
                computation,
                new Device(device));
    }

    private static Batch batch(int size, int seed) {
        SeededRandom random = SeededRandom.of(seed);
        byte[] pixels = new byte[size * INPUT.height() * INPUT.width() * INPUT.channels()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        float[] softLabels = new float[size * INPUT.classes()];
        for (int sample = 0; sample < size; sample++) {
            softLabels[sample * INPUT.classes() + random.nextInt(INPUT.classes())] += 0.7f;
            softLabels[sample * INPUT.classes() + random.nextInt(INPUT.classes())] += 0.3f;
        }
        return new Batch(size, pixels, softLabels);
    }

    private static Map<String, WeightTensor> firstMoments(Engine engine) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        engine.save(saved);
        Map<String, WeightTensor> moments = new TreeMap<>();
        SavedNetwork.read(new ByteArrayInputStream(saved.toByteArray()), any -> {})
                .optimizer()
                .forEach((name, tensor) -> {
                    if (name.startsWith("first-moment.")) {
                        moments.put(name, tensor);
                    }
                });
        return moments;
    }

    private static double relativeDistance(float[] values, float[] expected) {
        double squares = 0;
        double of = 0;
        for (int i = 0; i < values.length; i++) {
            squares += Math.pow(values[i] - (double) expected[i], 2);
            of += Math.pow(expected[i], 2);
        }
        return Math.sqrt(squares / of);
    }
}

package cutmix.trainer.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SeededRandom;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Computation;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.PendingStep;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.Predictions;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LibTorchEngineTest {

    private static final NetworkShape NETWORK = new NetworkShape(8, new NetworkInput(8, 8, 3, 3));
    private static final int BATCH = 6;
    private static final TrainingSetup SETUP = new TrainingSetup(NETWORK, Recipe.KERAS, BATCH, 100);
    private static final EngineLibrary LIBRARY = new LibTorch();

    @Test
    void says_which_version_it_is() {
        try (Engine engine = engine()) {
            assertThat(engine.describe().line())
                    .startsWith("LibTorch " + System.getProperty("libtorch.version") + " on ");
        }
    }

    @Test
    void has_the_weights_that_it_was_given_bit_for_bit() {
        NetworkWeights weights = InitialWeights.draw(NETWORK, 7);

        try (Engine engine = LIBRARY.create(SETUP, weights)) {
            assertThat(engine.weights().flat()).isEqualTo(weights.flat());
        }
    }

    @Test
    void equal_weights_and_batches_end_with_equal_weights_bit_for_bit() {
        try (Engine one = engine();
                Engine other = engine()) {
            // When
            for (int step = 0; step < 5; step++) {
                one.fit(batch(step));
                other.fit(batch(step));
            }

            // Then
            assertThat(one.weights().flat()).isEqualTo(other.weights().flat()).doesNotContain(Float.NaN);
        }
    }

    @ParameterizedTest
    @EnumSource
    void goes_on_exactly_where_it_was_saved(Recipe recipe) throws Exception {
        TrainingSetup setup = new TrainingSetup(NETWORK, recipe, BATCH, 100);
        try (Engine original = LIBRARY.create(setup, InitialWeights.draw(NETWORK, 7))) {
            // Given
            original.fit(batch(2));
            original.fit(batch(3));

            // When
            try (Engine restored = restored(saved(original), setup)) {

                // Then
                for (int step = 4; step < 8; step++) {
                    assertThat(restored.fit(batch(step))).isEqualTo(original.fit(batch(step)));
                }
                assertThat(restored.weights().flat())
                        .isEqualTo(original.weights().flat());
                assertThat(restored.evaluate(batch(9))).isEqualTo(original.evaluate(batch(9)));
            }
        }
    }

    @Test
    void the_loss_has_the_squared_norm_of_the_convolution_kernels() {
        try (Engine engine = engine()) {
            // Given
            Batch batch = batch(1);
            float[] probabilities = engine.probabilities(batch.pixels(), BATCH);
            double crossEntropy = 0;
            for (int i = 0; i < probabilities.length; i++) {
                crossEntropy -= batch.softLabels()[i] * Math.log(probabilities[i]) / BATCH;
            }
            double squares = 0;
            for (var tensor : engine.weights().tensors().values()) {
                if (tensor.shape().size() == 4) {
                    for (float value : tensor.values()) {
                        squares += value * value;
                    }
                }
            }

            // When
            Predictions predictions = engine.evaluate(batch);

            // Then
            assertThat(squares * 1e-4).isGreaterThan(0.01);
            assertThat(predictions.loss() - crossEntropy).isCloseTo(1e-4 * squares, within(1e-5));
        }
    }

    @Test
    void evaluation_changes_nothing_and_images_do_not_depend_on_each_other() {
        try (Engine engine = engine()) {
            // Given
            Batch batch = batch(1);
            engine.fit(batch);
            float[] before = engine.weights().flat();

            // When
            float[] together = engine.probabilities(batch.pixels(), BATCH);

            // Then
            int bytes = batch.pixels().length / BATCH;
            for (int image = 0; image < BATCH; image++) {
                byte[] pixels = Arrays.copyOfRange(batch.pixels(), image * bytes, (image + 1) * bytes);
                assertThat(engine.probabilities(pixels, 1))
                        .containsExactly(Arrays.copyOfRange(together, image * 3, image * 3 + 3), within(1e-5f));
            }
            assertThat(engine.weights().flat()).isEqualTo(before);
        }
    }

    @Test
    void learns_the_labels_of_a_few_batches() {
        try (Engine engine = engine()) {
            learns(engine);
        }
    }

    private static void learns(Engine engine) {
        // Given
        double first = engine.fit(batch(0)).loss();

        // When
        StepResult last = null;
        for (int step = 0; step < 150; step++) {
            last = engine.fit(batch(0));
        }

        // Then
        assertThat(last.loss()).isLessThan(first / 1.5);
        assertThat(last.correct()).isEqualTo(BATCH);
    }

    @Test
    void in_bf16_it_computes_nearly_the_same_and_not_the_same() {
        NetworkWeights weights = InitialWeights.draw(NETWORK, 7);
        try (Engine exact = LIBRARY.create(SETUP, weights);
                Engine rounding =
                        LIBRARY.with(new Computation(Precision.BF16, true)).create(SETUP, weights)) {
            // Given
            Batch batch = batch(1);
            assertThat(rounding.describe().line()).endsWith(", precision: bf16");

            // When
            float[] expected = exact.probabilities(batch.pixels(), BATCH);
            float[] probabilities = rounding.probabilities(batch.pixels(), BATCH);

            // Then
            assertThat(probabilities).containsExactly(expected, within(0.02f)).isNotEqualTo(expected);
            assertThat(rounding.fit(batch).loss()).isCloseTo(exact.fit(batch).loss(), within(0.02));
        }
    }

    @Test
    void in_bf16_it_learns_the_labels_of_a_few_batches() {
        try (Engine engine =
                LIBRARY.with(new Computation(Precision.BF16, true)).create(SETUP, InitialWeights.draw(NETWORK, 7))) {
            learns(engine);
        }
    }

    @Test
    void tf32_is_refused_on_the_cpu() {
        assumeFalse(torch.cuda_is_available());

        assertThatThrownBy(() -> LIBRARY.with(new Computation(Precision.TF32, true)))
                .isInstanceOf(UserException.class)
                .hasMessage("tf32 is a precision of NVIDIA GPUs from Ampere on, and LibTorch has none here: set"
                        + " CUTMIX_TRAINER_PRECISION to float32 or bf16");
    }

    @Test
    void what_a_step_came_to_can_be_asked_for_after_further_steps() {
        try (Engine asked = engine();
                Engine other = engine()) {
            // Given
            List<StepResult> expected = new ArrayList<>();
            List<PendingStep> steps = new ArrayList<>();
            for (int step = 0; step < 4; step++) {
                expected.add(other.fit(batch(step)));
                steps.add(asked.begin(batch(step)));
            }

            // When
            List<StepResult> results = steps.stream().map(PendingStep::result).toList();

            // Then
            assertThat(results).isEqualTo(expected);
        }
    }

    @Test
    void gives_back_the_memory_of_every_step() {
        try (Engine engine = engine()) {
            // Given
            engine.fit(batch(0));
            long before = Pointer.totalBytes();

            // When
            for (int step = 0; step < 50; step++) {
                engine.fit(batch(step));
                engine.evaluate(batch(step));
            }

            // Then
            assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before + 4096);
        }
    }

    @Test
    void what_is_no_saved_network_is_refused_in_one_line() {
        for (byte[] bytes : List.of(new byte[0], "hello".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> restored(bytes, SETUP))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("some.file is not a network that train has written: ")
                    .message()
                    .doesNotContain("\n");
        }
    }

    @Test
    void a_network_for_other_images_or_classes_is_refused() throws Exception {
        try (Engine engine = engine()) {
            byte[] saved = saved(engine);

            assertThatThrownBy(() -> restored(saved, SETUP.of(new NetworkShape(8, new NetworkInput(8, 8, 1, 3)))))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith("some.file ");
        }
    }

    private static Engine engine() {
        return LIBRARY.create(SETUP, InitialWeights.draw(NETWORK, 7));
    }

    private static byte[] saved(Engine engine) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        engine.save(out);
        return out.toByteArray();
    }

    private static Engine restored(byte[] saved, TrainingSetup setup) {
        return LIBRARY.restore(new ByteArrayInputStream(saved), Path.of("some.file"), setup);
    }

    /** Creates uniform noise; each image has two classes with random weights. */
    private static Batch batch(long seed) {
        SeededRandom random = SeededRandom.of(seed);
        byte[] pixels = new byte[BATCH * 8 * 8 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        float[] softLabels = new float[BATCH * 3];
        for (int sample = 0; sample < BATCH; sample++) {
            float weight = (float) random.nextDouble();
            softLabels[sample * 3 + random.nextInt(2)] = weight;
            softLabels[sample * 3 + 2] = 1 - weight;
        }
        return new Batch(BATCH, pixels, softLabels);
    }
}

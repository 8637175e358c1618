package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsDevice
class SavedNetworkTest {

    private static final Batch BATCH = Networks.batch(1);

    @TempDir
    Path folder;

    @Test
    void goes_on_exactly_where_it_was_saved() throws Exception {
        try (Dl4jEngine original = Networks.engine(7)) {
            // Given
            original.fit(Networks.batch(2));
            original.fit(Networks.batch(3));

            // When
            save(original, folder.resolve("model.zip"));

            // Then
            try (Dl4jEngine again = restored(folder.resolve("model.zip"), Networks.INPUT)) {
                assertThat(again.weights().flat()).isEqualTo(original.weights().flat());
                assertThat(again.evaluate(BATCH)).isEqualTo(original.evaluate(BATCH));
                assertThat(again.fit(BATCH)).isEqualTo(original.fit(BATCH));
                assertThat(again.weights().flat()).isEqualTo(original.weights().flat());
                assertThat(again.describe()).isEqualTo(original.describe());
            }
        }
    }

    @Test
    void goes_on_exactly_within_a_cycle_of_the_rate() throws Exception {
        // Given
        TrainingSetup setup = Networks.setup(new NetworkShape(8, Networks.INPUT), Recipe.STRONG);
        NetworkWeights initial = InitialWeights.draw(setup.network(), 7);
        Path file = folder.resolve("model.zip");
        try (Dl4jEngine original = Networks.engine(setup, initial, Execution.FUSED)) {
            for (int step = 0; step < 60; step++) {
                original.fit(Networks.batch(step));
            }

            // When
            save(original, file);

            // Then
            try (InputStream in = Files.newInputStream(file);
                    Dl4jEngine again = Dl4jEngine.restore(Dl4j.ready(), in, file, setup, Execution.FUSED)) {
                assertThat(again.learningRate())
                        .isEqualTo(original.learningRate())
                        .isLessThan(setup.learningRate(45));
                assertThat(again.fit(BATCH)).isEqualTo(original.fit(BATCH));
                assertThat(again.weights().flat()).isEqualTo(original.weights().flat());
            }
        }
    }

    @Test
    void takes_images_of_another_size() throws Exception {
        // Given
        Path file = saved();
        NetworkInput larger = new NetworkInput(16, 12, 3, 3);

        // When
        try (Dl4jEngine engine = restored(file, larger)) {

            // Then
            Batch images = new Batch(2, new byte[2 * 16 * 12 * 3], new float[] {1, 0, 0, 0, 1, 0});
            assertThat(engine.evaluate(images).loss()).isFinite();
        }
    }

    @Test
    void a_text_file_is_refused() throws Exception {
        assertRefused(Files.writeString(folder.resolve("notes.txt"), "hello"), Networks.INPUT);
    }

    @Test
    void a_file_that_was_cut_off_is_refused() throws Exception {
        // Given
        Path file = saved();
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));

        // When, Then
        assertRefused(file, Networks.INPUT);
    }

    @Test
    void a_network_of_another_kind_is_refused() throws Exception {
        // Given
        Path file = folder.resolve("other.zip");
        MultiLayerConfiguration configuration = new NeuralNetConfiguration.Builder()
                .list(new OutputLayer.Builder().nIn(4).nOut(3).build())
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(configuration);
        network.init();
        network.save(file.toFile());

        // When, Then
        assertRefused(file, Networks.INPUT);
    }

    @Test
    void a_network_of_other_layers_is_refused() throws Exception {
        // Given
        Path file = folder.resolve("other.zip");
        ComputationGraphConfiguration configuration = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("out", new OutputLayer.Builder().nIn(4).nOut(3).build(), "in")
                .setOutputs("out")
                .build();
        ComputationGraph graph = new ComputationGraph(configuration);
        graph.init();
        graph.save(file.toFile());

        // When, Then
        assertRefused(file, Networks.INPUT);
    }

    @Test
    void a_network_for_other_classes_or_channels_is_refused() throws Exception {
        Path file = saved();

        assertThatThrownBy(() -> restored(file, new NetworkInput(8, 8, 3, 10)))
                .isInstanceOf(UserException.class)
                .hasMessage(file + " takes images of 3 channels in 3 classes, but the dataset has 3 channels and 10 "
                        + "classes: choose another --model");
        assertThatThrownBy(() -> restored(file, new NetworkInput(8, 8, 1, 3)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("but the dataset has 1 channels and 3 classes");
    }

    private static Dl4jEngine restored(Path file, NetworkInput input) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TrainingSetup setup = Networks.setup(new NetworkShape(8, input), Recipe.KERAS);
            return Dl4jEngine.restore(Dl4j.ready(), in, file, setup, Execution.FUSED);
        }
    }

    private static void save(Dl4jEngine engine, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            engine.save(out);
        }
    }

    private Path saved() throws Exception {
        Path file = folder.resolve("model.zip");
        try (Dl4jEngine engine = Networks.engine(7)) {
            save(engine, file);
        }
        return file;
    }

    /** Checks that the file is rejected with one line that names it. */
    private static void assertRefused(Path file, NetworkInput input) {
        assertThatThrownBy(() -> restored(file, input))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(file + " is not a network that train has written: ")
                .message()
                .doesNotContain("\n")
                .doesNotContain("null");
    }
}

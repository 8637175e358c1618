package cutmix.trainer.libtorch;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engine.network.WeightTensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reads recorded networks from checkpoints, and writes them again. Commit 70442d1 wrote them with weights and an
 * optimizer state from a formula. The test compares the entries of the zip files, because the files contain the time of
 * writing.
 */
class RecordedNetworkTest {

    private static final NetworkShape NETWORK = new NetworkShape(8, new NetworkInput(4, 4, 3, 2));

    @ParameterizedTest
    @EnumSource
    void a_recorded_network_is_read_and_written_again_as_it_was(Recipe recipe) throws IOException {
        // Given
        byte[] recorded = recorded(recipe);
        TrainingSetup setup = new TrainingSetup(NETWORK, recipe, 32, 100);

        // When
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (Engine engine = new LibTorch().restore(new ByteArrayInputStream(recorded), Path.of("recorded"), setup)) {
            assertThat(engine.weights().flat()).isEqualTo(formula().flat());
            assertThat(engine.learningRate()).isEqualTo(setup.learningRate(17));
            engine.save(written);
        }

        // Then
        Map<String, byte[]> entries = entries(written.toByteArray());
        Map<String, byte[]> expected = entries(recorded);
        assertThat(entries.keySet()).containsExactlyElementsOf(expected.keySet());
        expected.forEach(
                (name, content) -> assertThat(entries.get(name)).as(name).isEqualTo(content));
    }

    /** Returns weights whose value i is (i mod 61 + 1) / 64. */
    private static NetworkWeights formula() {
        Map<String, WeightTensor> tensors = new LinkedHashMap<>();
        int i = 0;
        for (Map.Entry<String, WeightTensor> named :
                InitialWeights.draw(NETWORK, 0).tensors().entrySet()) {
            float[] values = new float[named.getValue().values().length];
            for (int j = 0; j < values.length; j++) {
                values[j] = (i++ % 61 + 1) / 64f;
            }
            tensors.put(named.getKey(), new WeightTensor(named.getValue().shape(), values));
        }
        return new NetworkWeights(tensors);
    }

    private static Map<String, byte[]> entries(byte[] file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    private static byte[] recorded(Recipe recipe) throws IOException {
        try (InputStream file =
                RecordedNetworkTest.class.getResourceAsStream("/recorded/network-" + recipe.label() + ".zip")) {
            return file.readAllBytes();
        }
    }
}

package cutmix.trainer.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * Compares the names, shapes and initial values of a network's weights, and its safetensors file, with recorded ones.
 * {@link #weights()} and {@link #file()} returned them at commit 70442d1. The values in the file are computed from a
 * formula.
 */
class RecordedWeightsTest {

    private static final NetworkShape NETWORK = new NetworkShape(8, new NetworkInput(4, 4, 3, 2));

    @Test
    void names_shapes_and_initial_values_are_the_recorded_ones() throws IOException {
        assertThat(weights()).isEqualTo(new String(recorded("weights.txt").readAllBytes(), StandardCharsets.UTF_8));
    }

    @Test
    void a_file_of_weights_is_the_recorded_one_and_is_read() throws IOException {
        // Given
        byte[] recorded;
        try (InputStream file = new GZIPInputStream(recorded("weights.safetensors.gz"))) {
            recorded = file.readAllBytes();
        }

        // When, Then
        assertThat(Arrays.mismatch(file(), recorded))
                .as("the first different byte")
                .isEqualTo(-1);
        NetworkWeights read = NetworkWeights.read(new ByteArrayInputStream(recorded));
        assertThat(read.flat()).isEqualTo(formula().flat());
        assertThat(read.tensors().keySet())
                .containsExactlyElementsOf(formula().tensors().keySet());
    }

    /** Returns one line for each tensor, with its first values. */
    private static String weights() {
        StringBuilder lines = new StringBuilder();
        for (int depth : new int[] {8, 14}) {
            NetworkWeights weights = InitialWeights.draw(new NetworkShape(depth, new NetworkInput(4, 4, 3, 2)), 42);
            lines.append("depth ")
                    .append(depth)
                    .append(", SHA-256 ")
                    .append(weights.fingerprint())
                    .append('\n');
            weights.tensors().forEach((name, tensor) -> lines.append(name)
                    .append(' ')
                    .append(tensor.shape())
                    .append(' ')
                    .append(Arrays.toString(Arrays.copyOf(tensor.values(), 2)))
                    .append('\n'));
        }
        return lines.toString();
    }

    private static byte[] file() throws IOException {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt");
        metadata.put("classes", "[\"cat\",\"Hündin\"]");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        formula().write(metadata, out);
        return out.toByteArray();
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

    private static InputStream recorded(String name) {
        return RecordedWeightsTest.class.getResourceAsStream("/recorded/" + name);
    }
}

package cutmix.trainer.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.mutations.Mutations;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engine.network.WeightTensor;
import cutmix.trainer.engine.safetensors.Safetensors;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Reads networks of checkpoints from arbitrary bytes: the result is a network or one of two exceptions. */
class SavedLibTorchNetworkTest {

    private static final NetworkWeights WEIGHTS =
            InitialWeights.draw(new NetworkShape(8, new NetworkInput(8, 8, 3, 2)), 1);

    @Test
    void what_is_written_is_read_again() throws IOException {
        SavedNetwork read = read(saved());

        assertThat(read.weights().flat()).isEqualTo(WEIGHTS.flat());
        assertThat(read.steps()).isEqualTo(17);
        assertThat(read.optimizer()).containsOnlyKeys("velocity.classes.bias");
        assertThat(read.optimizer().get("velocity.classes.bias").values()).containsExactly(0.5f, 0.5f);
    }

    @Test
    void an_optimizer_of_more_values_than_the_network_can_have_is_refused() throws IOException {
        ByteArrayOutputStream optimizer = new ByteArrayOutputStream();
        Safetensors.write(
                Map.of("velocity.x", WeightTensor.filled(List.of(2 * WEIGHTS.flat().length + 1), 0)), optimizer);
        Map<String, byte[]> entries = entries();
        entries.put("optimizer.safetensors", optimizer.toByteArray());

        assertThatThrownBy(() -> read(zip(entries)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than the network can have");
    }

    @Test
    void a_number_of_steps_that_cannot_be_is_refused() throws IOException {
        for (byte[] steps : new byte[][] {{}, {1, 2, 3}, {-1, 0, 0, 0, 0, 0, 0, 0}, new byte[9]}) {
            Map<String, byte[]> entries = entries();
            entries.put("steps", steps);

            assertThatThrownBy(() -> read(zip(entries))).isInstanceOf(IOException.class);
        }
    }

    @Test
    void entries_that_are_missing_or_in_another_order_are_refused() throws IOException {
        for (String name : entries().keySet()) {
            Map<String, byte[]> entries = entries();
            byte[] moved = entries.remove(name);
            assertThatThrownBy(() -> read(zip(entries))).isInstanceOf(IOException.class);
            if (!name.equals("steps")) {
                entries.put(name, moved);
                assertThatThrownBy(() -> read(zip(entries))).isInstanceOf(IOException.class);
            }
        }
    }

    /** Each file of 300 kB takes some milliseconds. */
    @Test
    void damaged_files_are_networks_or_refused() throws IOException {
        Mutations files = new Mutations(1, saved()).with("F32", "[", "-1", "2147483647");
        Map<String, byte[]> entries = entries();
        Mutations optimizers =
                new Mutations(2, entries.get("optimizer.safetensors")).with("F32", "[", "-1", "2147483647");
        for (int i = 0; i < 300; i++) {
            attempt(files.next());
            entries.put("optimizer.safetensors", optimizers.next());
            attempt(zip(entries));
        }
    }

    private static void attempt(byte[] file) {
        try {
            assertThat(read(file)).isNotNull();
        } catch (IOException | IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    private static SavedNetwork read(byte[] file) throws IOException {
        return SavedNetwork.read(new ByteArrayInputStream(file), network -> {
            if (network.input().classes() != 2 || network.input().channels() != 3) {
                throw new IllegalArgumentException("another network");
            }
        });
    }

    private static byte[] saved() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new SavedNetwork(WEIGHTS, Map.of("velocity.classes.bias", WeightTensor.filled(List.of(2), 0.5f)), 17)
                .write(out);
        return out.toByteArray();
    }

    private static Map<String, byte[]> entries() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(saved()));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            entries.put(entry.getName(), zip.readAllBytes());
        }
        return entries;
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return out.toByteArray();
    }
}

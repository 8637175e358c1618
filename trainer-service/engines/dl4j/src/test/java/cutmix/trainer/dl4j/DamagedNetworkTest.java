package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.mutations.Mutations;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.NetworkShape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads damaged or malicious networks of checkpoints: the result is an error line or a network. */
@NeedsDevice
class DamagedNetworkTest {

    private static final Map<String, byte[]> SAVED = new LinkedHashMap<>();
    private static final AtomicBoolean DESERIALIZED = new AtomicBoolean();

    /** Reports its deserialization. */
    private static final class Trap implements Serializable {
        @Serial
        private static final long serialVersionUID = 1L;

        @Serial
        private Object readResolve() {
            DESERIALIZED.set(true);
            return this;
        }
    }

    @Test
    void no_java_object_is_made_of_what_a_file_holds() throws Exception {
        // Given: an object that Deeplearning4j's own reader would deserialize
        ByteArrayOutputStream trap = new ByteArrayOutputStream();
        new ObjectOutputStream(trap).writeObject(new Trap());
        Map<String, byte[]> entries = entries();
        entries.put("preprocessor.bin", trap.toByteArray());

        // When
        restore(zip(entries)).close();

        // Then
        assertThat(DESERIALIZED).isFalse();
    }

    @Test
    void classes_that_the_configuration_names_are_not_looked_at() throws Exception {
        byte[] changed = changed(json -> {
            assertThat(json).contains("org.nd4j.linalg.learning.config.Adam");
            return json.replace("org.nd4j.linalg.learning.config.Adam", "java.lang.ProcessBuilder");
        });

        assertThatCode(() -> restore(changed).close()).doesNotThrowAnyException();
    }

    @Test
    void a_configuration_of_another_kind_of_network_is_refused() throws Exception {
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
                json -> "",
                json -> "null",
                json -> "[]",
                json -> "[".repeat(100_000),
                json -> json.replace("stack0-block0-sum", "stack0-block0-product"),
                json -> json.replace("\"nin\" : 3", "\"nin\" : -3"),
                json -> json.replace("\"nin\" : 3", "\"nin\" : \"x\""),
                json -> json.replace("\"iterationCount\" : 0", "\"iterationCount\" : -1"),
                json -> json.replace("\"iterationCount\" : 0", "\"iterationCount\" : 1e99"),
                json -> vertices(3_000_000))) {
            assertRefused(changed(change));
        }
    }

    @Test
    void coefficients_of_another_length_are_refused() throws Exception {
        Map<String, byte[]> swapped = entries();
        byte[] coefficients = swapped.get("coefficients.bin");
        swapped.put("coefficients.bin", swapped.get("updaterState.bin"));
        swapped.put("updaterState.bin", coefficients);

        assertRefused(zip(swapped));
    }

    @Test
    void entries_that_are_missing_are_refused() throws Exception {
        for (String name : entries().keySet()) {
            Map<String, byte[]> entries = entries();
            entries.remove(name);
            assertRefused(zip(entries));
        }
    }

    /** Works without an engine, whose graph would take a hundred times as long. */
    @Test
    void damaged_files_are_networks_or_refused() throws Exception {
        Map<String, byte[]> entries = entries();
        Mutations files = new Mutations(1, zip(entries));
        Mutations configurations =
                new Mutations(2, entries.get("configuration.json")).with("null", "{", "[", "-sum", "-1");
        TrainingSetup setup = Networks.setup(new NetworkShape(8, Networks.INPUT), Recipe.KERAS);
        ComputationGraph graph = new ComputationGraph(ResNetV1.configuration(setup));
        graph.init();
        for (int i = 0; i < 60; i++) {
            attempt(files.next(), graph);
            entries.put("configuration.json", configurations.next());
            attempt(zip(entries), graph);
        }
    }

    private static void attempt(byte[] file, ComputationGraph graph) {
        try {
            SavedGraph saved = new SavedGraph(new ByteArrayInputStream(file));
            saved.network(8, 8);
            saved.restoreInto(graph);
        } catch (IOException | IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }

    private static void assertRefused(byte[] file) {
        assertThatThrownBy(() -> restore(file))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("saved is not a network that train has written: ")
                .message()
                .doesNotContain("\n", "null");
    }

    private static String vertices(int count) {
        StringBuilder json = new StringBuilder("{\"vertices\":{\"stem-conv\":{\"layerConf\":{\"layer\":{\"nin\":3}}},"
                + "\"classes\":{\"layerConf\":{\"layer\":{\"nout\":3}}}");
        for (int i = 0; i < count / 10; i++) {
            json.append(",\"").append(i).append("-sum\":0");
        }
        return json.append("}}").toString();
    }

    private static byte[] changed(UnaryOperator<String> change) throws IOException {
        Map<String, byte[]> entries = entries();
        String before = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        entries.put("configuration.json", after.getBytes(StandardCharsets.UTF_8));
        return zip(entries);
    }

    private static Dl4jEngine restore(byte[] file) {
        TrainingSetup setup = Networks.setup(new NetworkShape(8, Networks.INPUT), Recipe.KERAS);
        return Dl4jEngine.restore(
                Dl4j.ready(), new ByteArrayInputStream(file), Path.of("saved"), setup, Execution.FUSED);
    }

    @BeforeAll
    static void save() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Dl4jEngine engine = Networks.engine(7)) {
            engine.save(out);
        }
        ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()));
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            SAVED.put(entry.getName(), zip.readAllBytes());
        }
        assertThat(SAVED.keySet()).containsExactly("configuration.json", "coefficients.bin", "updaterState.bin");
    }

    private static Map<String, byte[]> entries() {
        return new LinkedHashMap<>(SAVED);
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

package cutmix.containers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the number of native threads of a trainer in a container. */
class TrainerThreadsTest {

    private static final Path SCRIPT =
            Path.of("../../deploy/docker/with-threads").toAbsolutePath();

    /** Stand-ins for the programs of the container. */
    @TempDir
    Path programs;

    @BeforeEach
    void prepare() throws IOException {
        limits("CPU Period: 100000us", "CPU Quota: -1");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "8, 8"})
    void one_trainer_without_a_limit_uses_all_cores(int cores, String threads) throws Exception {
        cores(cores);
        assertThat(threads(Map.of())).isEqualTo(threads);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "8, 4", "9, 4"})
    void two_trainers_at_once_share_the_cores_of_the_machine(int cores, String threads) throws Exception {
        cores(cores);
        assertThat(threads(Map.of("CUTMIX_TRAINERS_AT_ONCE", "2"))).isEqualTo(threads);
    }

    @ParameterizedTest
    @CsvSource({"50000, 1", "150000, 1", "400000, 4", "1600000, 8"})
    void a_trainer_with_a_limit_uses_its_whole_cores_and_shares_none(int quota, String threads) throws Exception {
        cores(8);
        limits("CPU Period: 100000us", "CPU Quota: " + quota + "us");
        assertThat(threads(Map.of("CUTMIX_TRAINERS_AT_ONCE", "2"))).isEqualTo(threads);
    }

    @Test
    void a_number_that_is_set_stays() throws Exception {
        cores(8);
        assertThat(threads(Map.of("OMP_NUM_THREADS", "3"))).isEqualTo("3");
    }

    @Test
    void an_empty_number_is_none() throws Exception {
        cores(8);
        assertThat(threads(Map.of("OMP_NUM_THREADS", ""))).isEqualTo("8");
    }

    @Test
    void compose_leaves_the_number_to_the_image_and_starts_two_trainers() {
        // Given
        ComposeFile compose = ComposeFile.ofProject();
        // Then
        for (String name : List.of("trainer-cutmix", "trainer-plain", "trainer-cutmix-gpu", "trainer-plain-gpu")) {
            assertThat(compose.services().get(name).get("environment").properties())
                    .contains(
                            Map.entry("OMP_NUM_THREADS", text("${TRAINER_THREADS:-}")),
                            Map.entry("CUTMIX_TRAINERS_AT_ONCE", text("${TRAINERS_AT_ONCE:-2}")));
            assertThat(compose.services().get(name).get("cpus").asText()).isEqualTo("${TRAINER_CPUS:-0}");
        }
        assertThat(Image.of("cutmix/trainer-service").entrypoint()).startsWith("/opt/cutmix/with-threads", "java");
        assertThat(Image.of("cutmix/trainer-service:1.0.0-cuda").entrypoint())
                .startsWith("/opt/cutmix/with-threads", "java");
    }

    private static JsonNode text(String value) {
        return TextNode.valueOf(value);
    }

    /** The arguments that the script passes to its program. */
    private String threads(Map<String, String> variables) throws IOException {
        ProcessBuilder process = new ProcessBuilder(SCRIPT.toString(), "bash", "-c", "echo \"$OMP_NUM_THREADS\"");
        process.environment().keySet().removeAll(List.of("OMP_NUM_THREADS", "CUTMIX_TRAINERS_AT_ONCE"));
        process.environment().putAll(variables);
        process.environment().merge("PATH", programs.toString(), (path, first) -> first + ":" + path);
        Process started = process.redirectErrorStream(true).start();
        return new String(started.getInputStream().readAllBytes(), UTF_8).strip();
    }

    private void cores(int number) throws IOException {
        program("nproc", "echo " + number);
    }

    /** The output format of {@code java -XshowSettings:system}. */
    private void limits(String... lines) throws IOException {
        program(
                "java",
                String.join(
                        "\n",
                        Arrays.stream(lines)
                                .map(line -> "echo '    " + line + "' >&2")
                                .toList()));
    }

    private void program(String name, String body) throws IOException {
        Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}

package cutmix.containers;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.process.OrderlyStop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the limits of a container match the memory settings of its image. */
class LimitsTest {

    private static final String ENDS = "-XX:+ExitOnOutOfMemoryError";

    private static final long MIB = 1L << 20;
    /** Java's own memory: classes, compiled code, threads, network buffers. */
    private static final long JAVA_ITSELF = 200 * MIB;
    /** JavaCPP checks the process size only when it allocates; in between, depth 20 and batch 128 took 300 MiB. */
    private static final long BETWEEN_TWO_CHECKS = 512 * MIB;

    static Stream<Container> containers() throws IOException {
        return Stream.concat(Container.ofCompose(), inKubernetes());
    }

    private static Stream<Container> inKubernetes() throws IOException {
        List<Path> files;
        try (Stream<Path> base = Files.list(Path.of("../../deploy/kubernetes/base"))) {
            files = base.sorted().toList();
        }
        return files.stream()
                .flatMap(file -> Container.ofManifests(file.getFileName().toString(), Yaml.allIn(file)));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void the_heap_leaves_room_for_the_rest_of_the_process(Container container) {
        double heap = Image.of(container.image()).heap(container.memory());

        assertThat(heap + JAVA_ITSELF).isLessThanOrEqualTo(container.memory());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void the_trainers_native_memory_fits_beside_the_heap(Container container) {
        // Given
        Image image = Image.of(container.image());
        boolean trains = image.name().startsWith("trainer-service");
        // Then
        assertThat(image.allocated(container.memory()).isPresent()).isEqualTo(trains);
        assertThat(image.resident(container.memory()).isPresent()).isEqualTo(trains);
        if (trains && !container.shows()) {
            double resident = image.resident(container.memory()).getAsDouble();
            assertThat(image.heap(container.memory())
                            + image.allocated(container.memory()).getAsDouble())
                    .isLessThanOrEqualTo(resident);
            assertThat(resident + BETWEEN_TWO_CHECKS).isLessThanOrEqualTo(container.memory());
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void a_process_whose_memory_is_used_up_ends(Container container) {
        assertThat(Image.of(container.image()).entrypoint()).containsSubsequence("java", ENDS);
    }

    @Test
    void so_do_the_servers_beside_the_services() throws IOException {
        ComposeFile compose = ComposeFile.ofProject();
        assertThat(compose.services().get("kafka").at("/environment/KAFKA_OPTS").asText())
                .isEqualTo(ENDS);
        assertThat(compose.services()
                        .get("registry")
                        .at("/environment/JAVA_TOOL_OPTIONS")
                        .asText())
                .contains(ENDS);
        assertThat(Files.readString(Path.of("../../deploy/kubernetes/components/dev/kafka.yaml")))
                .contains(ENDS);
        assertThat(Files.readString(Path.of("../../deploy/kubernetes/base/registry.yaml")))
                .contains(ENDS);
    }

    /** The live page needs a tenth of a trainer's memory, and Kubernetes reserves the full request. */
    @Test
    void compose_and_kubernetes_give_an_image_the_same_memory_and_time_to_stop() throws IOException {
        assertThat(limits(Container.ofCompose().filter(container -> !container.shows())))
                .containsAllEntriesOf(limits(inKubernetes().filter(container -> !container.shows())));
    }

    /** The launcher, Compose and Kubernetes all ask a process to end and kill it after a time. */
    @ParameterizedTest
    @MethodSource("containers")
    void whatever_has_something_to_finish_has_the_time_that_the_launcher_gives(Container container) {
        String service = Image.of(container.image()).name();

        if (service.startsWith("trainer-service") || service.startsWith("loader-service")) {
            assertThat(container.grace()).isGreaterThanOrEqualTo(Math.toIntExact(OrderlyStop.LIMIT.toSeconds()));
        }
    }

    private static Map<String, Set<String>> limits(Stream<Container> containers) {
        return containers.collect(Collectors.groupingBy(
                Container::image,
                Collectors.mapping(
                        container -> container.memory() / MIB + " MiB, " + container.grace() + " s",
                        Collectors.toSet())));
    }
}

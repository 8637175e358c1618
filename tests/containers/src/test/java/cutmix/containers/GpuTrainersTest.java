package cutmix.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the trainers of profile gpu match those for the CPU, the Dockerfile and Kubernetes. */
class GpuTrainersTest {

    private static final Path DOCKERFILE = Path.of("../../deploy/docker/Dockerfile");
    private static final Path PAGE = Path.of("../../docs/guide/engines.md");
    private static final Path PATCH = Path.of("../../deploy/kubernetes/components/gpu/trainer-gpu.yaml");

    private final ComposeFile compose = ComposeFile.ofProject();

    @ParameterizedTest
    @ValueSource(strings = {"trainer-cutmix", "trainer-plain"})
    void start_only_with_their_profile_and_do_what_the_trainer_for_the_cpu_does(String name) {
        // When
        JsonNode gpu = trainer(name);
        JsonNode cpu = compose.services().get(name);
        // Then
        assertThat(strings(gpu.get("profiles"))).containsExactly("gpu");
        String run = "--run ${RUN:-compose}-" + name.substring("trainer-".length());
        assertThat(cpu.get("command").asText()).contains(run + " ");
        assertThat(gpu.get("command").asText())
                .isEqualTo(cpu.get("command").asText().replace(run + " ", run + "-gpu "));
        assertThat(gpu.get("environment")).isEqualTo(cpu.get("environment"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"trainer-cutmix", "trainer-plain"})
    void reserve_an_nvidia_gpu(String name) {
        // When
        JsonNode devices = trainer(name).at("/deploy/resources/reservations/devices");
        // Then
        assertThat(devices).singleElement().satisfies(device -> {
            assertThat(device.get("driver").asText()).isEqualTo("nvidia");
            assertThat(device.get("count").asInt()).isEqualTo(1);
            assertThat(strings(device.get("capabilities"))).containsExactly("gpu");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"trainer-cutmix", "trainer-plain"})
    void bring_the_loader_and_the_workers_but_no_other_trainer(String name) {
        // Given
        Set<String> expected = new HashSet<>(names(compose.services().get(name).get("depends_on")));
        expected.addAll(Set.of("loader", "augment-service"));
        // Then
        assertThat(names(trainer(name).get("depends_on"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trainer-cutmix", "trainer-plain"})
    void have_the_image_that_kubernetes_has_on_gpus(String name) throws Exception {
        // When
        JsonNode image =
                new YAMLMapper().readTree(Files.readString(PATCH)).at("/spec/template/spec/containers/0/image");
        // Then
        assertThat(trainer(name).get("image").asText()).isEqualTo(image.asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"trainer-cutmix", "trainer-plain"})
    void have_the_memory_that_kubernetes_gives_on_gpus(String name) throws Exception {
        // When
        JsonNode limits = new YAMLMapper()
                .readTree(Files.readString(PATCH))
                .at("/spec/template/spec/containers/0/resources/limits");
        // Then
        assertThat(trainer(name).get("mem_limit").asText())
                .isEqualTo("${TRAINER_MEMORY:-" + limits.get("memory").asText().replace("Gi", "g") + "}");
    }

    @Test
    void are_built_from_a_target_of_the_dockerfile() throws Exception {
        // When
        String target = trainer("trainer-cutmix").at("/build/target").asText();
        // Then
        assertThat(Files.readAllLines(DOCKERFILE)).contains("FROM runtime AS " + target);
    }

    @Test
    void can_be_made_from_the_target_with_libtorch_as_the_guide_says() throws Exception {
        // Given
        Matcher build =
                Pattern.compile("--target (\\S+-libtorch-cuda) -t (\\S+) ").matcher(Files.readString(PAGE));
        assertThat(build.find()).isTrue();
        // Then
        assertThat(Files.readAllLines(DOCKERFILE)).contains("FROM trainer-service AS " + build.group(1));
        assertThat(trainer("trainer-cutmix").get("image").asText()).isEqualTo(build.group(2));
    }

    private JsonNode trainer(String name) {
        return compose.services().get(name + "-gpu");
    }

    private static Set<String> names(JsonNode fields) {
        return fields.properties().stream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    private static List<String> strings(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}

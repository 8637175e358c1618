package cutmix.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private final ComposeFile compose = ComposeFile.ofProject();

    @Test
    void compose_up_starts_the_whole_pipeline() {
        assertThat(compose.withoutProfile())
                .contains("kafka", "loader", "augment-service", "trainer-cutmix", "trainer-plain", "metrics", "table");
    }

    @Test
    void whatIsNotOfThePipelineIsStartedByAProfileAlone() {
        assertThat(compose.ofProfile("ui")).containsExactly("kafka-ui");
        assertThat(compose.ofProfile("monitoring")).containsExactlyInAnyOrder("prometheus", "grafana");
        assertThat(compose.withoutProfile()).doesNotContain("kafka-ui", "prometheus", "grafana");
    }

    @Test
    void everythingThatIsPublishedIsForThisMachineAlone() {
        assertThat(compose.services().values())
                .flatExtracting(service -> service.path("ports").valueStream().toList())
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port.asText()).matches("127\\.0\\.0\\.1:\\$\\{[A-Z_]+:-\\d+}:\\d+"));
    }

    @Test
    void everyFileThatIsMountedIsThere() {
        assertThat(compose.services().values())
                .flatExtracting(service -> service.path("volumes").valueStream().toList())
                .extracting(JsonNode::asText)
                .filteredOn(volume -> volume.startsWith("./"))
                .isNotEmpty()
                .allSatisfy(volume ->
                        assertThat(Path.of("../..", volume.split(":", 2)[0])).exists());
    }

    @Test
    void theUserInterfaceAsksTheBrokersThatTheServicesAsk() {
        assertThat(compose.services().get("kafka-ui").at("/environment/KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS"))
                .isEqualTo(compose.services().get("augment-service").at("/environment/KAFKA_BOOTSTRAP_SERVERS"));
    }

    @Test
    void everyImageOfOthersHasATagThatStays() {
        assertThat(compose.services().values())
                .extracting(service -> service.path("image").asText())
                .filteredOn(image -> !image.startsWith("cutmix/"))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image).matches(".+:v?\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void everyServiceOfOursCannotWriteItsImage() {
        assertThat(compose.services().values())
                .filteredOn(service -> service.path("image").asText().startsWith("cutmix/"))
                .isNotEmpty()
                .allSatisfy(service ->
                        assertThat(service.path("read_only").asBoolean()).isTrue());
    }
}

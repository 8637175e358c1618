package cutmix.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeFileTest {

    private final ComposeFile compose = ComposeFile.ofProject();

    @Test
    void compose_up_starts_the_whole_pipeline() {
        assertThat(compose.withoutProfile())
                .contains(
                        "kafka",
                        "loader",
                        "augment-service",
                        "trainer-cutmix",
                        "trainer-plain",
                        "table",
                        "results",
                        "page");
    }

    @Test
    void what_is_not_of_the_pipeline_is_started_by_a_profile_alone() {
        assertThat(compose.ofProfile("metrics")).containsExactly("metrics");
        assertThat(compose.ofProfile("ui")).containsExactly("kafka-ui");
        assertThat(compose.ofProfile("monitoring")).containsExactlyInAnyOrder("prometheus", "grafana");
        assertThat(compose.withoutProfile()).doesNotContain("metrics", "kafka-ui", "prometheus", "grafana");
    }

    @Test
    void everything_that_is_published_is_for_this_machine_alone() {
        assertThat(compose.services().values())
                .flatExtracting(service -> service.path("ports").valueStream().toList())
                .isNotEmpty()
                .allSatisfy(port -> assertThat(port.asText()).matches("127\\.0\\.0\\.1:\\$\\{[A-Z_]+:-\\d+}:\\d+"));
    }

    @Test
    void the_live_page_is_published_and_outlives_the_trainers() {
        // When
        JsonNode page = compose.services().get("page");
        // Then
        assertThat(page.get("command").asText()).isEqualTo("page");
        assertThat(page.get("ports").valueStream().map(JsonNode::asText))
                .containsExactly("127.0.0.1:${PAGE_PORT:-8080}:8080");
        assertThat(page.get("depends_on").properties().stream().map(Map.Entry::getKey))
                .doesNotContain("trainer-cutmix", "trainer-plain");
    }

    @Test
    void the_results_are_those_of_the_runs_that_are_trained() {
        // When
        JsonNode results = compose.services().get("results");
        // Then
        String command = results.get("command").asText();
        assertThat(command)
                .startsWith("results ")
                .contains("--runs ${RUN:-compose}-cutmix,${RUN:-compose}-plain ", "--wait --epochs ${EPOCHS:-6} ");
        assertThat(compose.services().get("loader").get("command").asText()).contains("--epochs ${EPOCHS:-6} ");
        // Then: it is the folder in which the trainers write their networks
        assertThat(command).contains("--networks /work ");
        assertThat(results.get("volumes"))
                .isEqualTo(compose.services().get("trainer-plain").get("volumes"));
    }

    @Test
    void every_file_that_is_mounted_is_there() {
        assertThat(compose.services().values())
                .flatExtracting(service -> service.path("volumes").valueStream().toList())
                .extracting(JsonNode::asText)
                .filteredOn(volume -> volume.startsWith("./"))
                .isNotEmpty()
                .allSatisfy(volume ->
                        assertThat(Path.of("../..", volume.split(":", 2)[0])).exists());
    }

    @Test
    void images_are_prepared_for_the_recipe_by_which_is_trained() {
        assertThat(compose.services().get("augment-service").at("/environment/QUARKUS_PROFILE"))
                .hasToString("\"${RECIPE:-keras}\"");
        assertThat(compose.services().values())
                .extracting(service -> service.path("command").asText())
                .filteredOn(command -> command.startsWith("train "))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(command).contains("--recipe ${RECIPE:-keras} "));
    }

    @Test
    void every_trainer_waits_for_the_epochs_that_the_loader_writes() {
        assertThat(compose.services().get("loader").get("command").asText()).contains("--epochs ${EPOCHS:-6} ");
        assertThat(compose.services().values())
                .filteredOn(service -> service.path("command").asText().startsWith("train "))
                .hasSize(4)
                .allSatisfy(trainer -> assertThat(trainer.at("/environment/CUTMIX_TRAINER_EPOCHS"))
                        .hasToString("\"${EPOCHS:-6}\""));
    }

    @Test
    void whatever_profiles_are_started_each_run_has_one_trainer() {
        assertThat(compose.services().values())
                .extracting(service -> service.path("command").asText())
                .filteredOn(command -> command.startsWith("train "))
                .hasSize(4)
                .extracting(command -> command.replaceFirst(".* --run (\\S+) .*", "$1"))
                .doesNotHaveDuplicates()
                .allSatisfy(run -> assertThat(run).startsWith("${RUN:-compose}-"));
    }

    @Test
    void the_user_interface_asks_the_brokers_that_the_services_ask() {
        assertThat(compose.services().get("kafka-ui").at("/environment/KAFKA_CLUSTERS_0_BOOTSTRAPSERVERS"))
                .isEqualTo(compose.services().get("augment-service").at("/environment/KAFKA_BOOTSTRAP_SERVERS"));
    }

    @Test
    void every_image_of_others_has_a_tag_that_stays() {
        assertThat(compose.services().values())
                .extracting(service -> service.path("image").asText())
                .filteredOn(image -> !image.startsWith("cutmix/"))
                .isNotEmpty()
                .allSatisfy(image -> assertThat(image).matches(".+:v?\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void every_service_of_ours_cannot_write_its_image() {
        assertThat(compose.services().values())
                .filteredOn(service -> service.path("image").asText().startsWith("cutmix/"))
                .isNotEmpty()
                .allSatisfy(service ->
                        assertThat(service.path("read_only").asBoolean()).isTrue());
    }
}

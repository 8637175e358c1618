package cutmix.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.metrics.EpochMetricsJson;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs {@code docker compose up}, as docs/operations/compose.md describes it. */
@ExtendWith(ContainerTests.class)
class ComposeIT {

    private static final Map<String, String> SETTINGS = Map.of(
            "DATASET", "sample",
            "EPOCHS", "2",
            "DEPTH", "8",
            "SEED", "7",
            "RUN", "tried",
            "COMPOSE_PROFILES", "metrics");

    /** With the parameter, Compose uses existing images and does not build them again. */
    @Test
    void compose_up_trains_on_both_paths_and_shows_each_epoch(ServiceImages images) throws Exception {
        Optional<List<String>> command = Compose.installed();
        if (command.isEmpty()) {
            System.out.println(
                    "Test of docker-compose.yml skipped: neither docker compose nor docker-compose is installed");
        }
        assumeTrue(command.isPresent(), "neither docker compose nor docker-compose is installed");
        String project = "cutmix-" + UUID.randomUUID().toString().substring(0, 8);

        // Given
        try (Compose compose = Compose.of(command.get(), project, SETTINGS)) {

            // When
            compose.run("up", "-d", "--scale", "augment-service=3");
            await().atMost(Duration.ofMinutes(15))
                    .pollInterval(Duration.ofSeconds(1))
                    .failFast("the loader failed", () -> only(compose, "loader").getExitCodeLong() != 0)
                    .until(() -> Stream.of("trainer-cutmix", "trainer-plain")
                            .allMatch(trainer ->
                                    only(compose, trainer).getStatus().equals("exited")));

            // Then
            assertThat(compose.states("augment-service")).hasSize(3).allMatch(worker -> worker.getStatus()
                    .equals("running"));
            for (String service : List.of("loader", "trainer-cutmix", "trainer-plain")) {
                assertThat(only(compose, service).getExitCodeLong())
                        .as(compose.run("logs", "--no-color", service))
                        .isZero();
            }
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(compose.run("logs", "--no-color", "table"))
                            .containsPattern("tried-cutmix +cutmix +2/2 ")
                            .containsPattern("tried-plain +plain +2/2 "));
            List<EpochMetrics> metrics = compose.run("logs", "--no-color", "metrics")
                    .lines()
                    .filter(line -> line.contains("{\"run\""))
                    .map(line -> EpochMetricsJson.read(line.substring(line.indexOf('{'))))
                    .toList();
            assertThat(metrics)
                    .extracting(epoch -> epoch.getRun() + " " + epoch.getEpoch())
                    .containsExactlyInAnyOrder("tried-cutmix 1", "tried-cutmix 2", "tried-plain 1", "tried-plain 2");
            assertTellsOfTheResults(compose);
            assertThat(compose.run("logs", "--no-color", "kafka", "registry").lines())
                    .hasSizeLessThan(50);

            // When: it runs again with the same settings
            compose.run("up", "-d", "--scale", "augment-service=3");

            // Then
            await().atMost(Duration.ofMinutes(5)).untilAsserted(() -> {
                assertThat(compose.run("logs", "--no-color", "loader")).contains("Nothing left to load of sample");
                assertThat(compose.run("logs", "--no-color", "trainer-plain"))
                        .contains("Run tried-plain has trained all of its 2 epochs: nothing is left to train");
            });
            compose.run("down", "-v");
            assertThat(compose.parts()).isZero();
        }
    }

    private static void assertTellsOfTheResults(Compose compose) throws IOException {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> only(compose, "results").getStatus().equals("exited"));
        assertThat(only(compose, "results").getExitCodeLong()).isZero();
        assertThat(compose.run("logs", "--no-color", "results"))
                .containsPattern("With CutMix +\\d+\\.\\d\\d% ")
                .containsPattern("Without CutMix \\(plain images\\) +\\d+\\.\\d\\d% ")
                .contains("Network: /work/tried-cutmix.zip", "Network: /work/tried-plain.zip")
                .contains("Report: /work/tried/report.html")
                .containsPattern("Copy them to ./results: docker cp \\w{12}:/work/\\. ./results")
                .contains("Finished. The live page");
    }

    private static ContainerState only(Compose compose, String service) {
        List<ContainerState> states = compose.states(service);
        assertThat(states).as(service).hasSize(1);
        return states.get(0);
    }
}

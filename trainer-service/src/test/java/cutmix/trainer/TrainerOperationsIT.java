package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.support.Endpoints;
import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.MetricsLog;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks the built service as an orchestrator does. */
class TrainerOperationsIT extends RunningBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Path METERS_OF_THE_DASHBOARD = Path.of("src/test/resources/dashboard-meters.txt");

    @Test
    void health_and_meters_follow_the_training() throws Exception {
        // Given
        Endpoints endpoints = new Endpoints(KafkaBroker.freePort());
        Map<String, String> environment =
                Map.of("CUTMIX_TOPIC_PREFIX", "ops.", "QUARKUS_HTTP_PORT", "" + endpoints.port());
        try (TrainerProcess train = start(environment, "train", "--depth", "8", "--batch-size", "4", "--run", "ops")) {
            await().atMost(PATIENCE).ignoreExceptions().until(() -> endpoints.status("health/live") == 200);
            assertThat(endpoints.status("health/started")).isEqualTo(200);
            assertThat(endpoints.status("health/ready")).isEqualTo(503);

            // When
            new LoadedTopics(broker.bootstrapServers(), "ops.").write();

            // Then
            await().atMost(PATIENCE).until(() -> endpoints.status("health/ready") == 200);
            assertThat(endpoints.meters()).containsAll(Files.readAllLines(METERS_OF_THE_DASHBOARD));
            assertThat(endpoints
                            .metersAs("application/openmetrics-text; version=1.0.0")
                            .body())
                    .contains("cutmix_samples_trained_total")
                    .endsWith("# EOF\n");
            await().atMost(PATIENCE).until(() -> endpoints.meter("cutmix_epoch") > 1);
            assertThat(endpoints.status("health/live")).isEqualTo(200);
            assertThat(endpoints.meter("cutmix_samples_trained_total")).isGreaterThanOrEqualTo(LoadedTopics.TRAIN_SIZE);
            assertThat(endpoints.meter("cutmix_position")).isBetween(0.0, (double) LoadedTopics.TRAIN_SIZE);
            assertThat(endpoints.meter("cutmix_loss")).isPositive();
            assertThat(endpoints.meter("cutmix_accuracy")).isBetween(0.0, 1.0);
            assertThat(endpoints.meter("cutmix_val_loss")).isPositive();
            assertThat(endpoints.meter("cutmix_val_accuracy")).isBetween(0.0, 1.0);
            assertThat(endpoints.meter("cutmix_data_wait_share")).isBetween(0.0, 1.0);
            assertThat(endpoints.meter("cutmix_batches_ahead")).isBetween(0.0, 4.0);
            assertThat(train.err()).isEmpty();
        }
    }

    @Test
    void told_to_end_it_ends_and_leaves_no_model() throws Exception {
        // Given
        try (TrainerProcess train = start("train", "--depth", "8", "--batch-size", "4", "--run", "stopped")) {
            await().atMost(PATIENCE).until(() -> !MetricsLog.of(broker.bootstrapServers(), "stopped")
                    .isEmpty());

            // When
            train.terminate();

            // Then
            assertThat(train.endsWithin(10)).isTrue();
            assertThat(MetricsLog.of(broker.bootstrapServers(), "stopped")).hasSizeLessThan(LoadedTopics.EPOCHS);
            assertThat(folder).isDirectoryNotContaining("glob:**/stopped*.zip");
            assertThat(train.err()).noneMatch(line -> line.startsWith("\tat "));
        }
    }

    @Test
    void told_to_end_while_it_waits_for_data_it_ends() throws Exception {
        // Given: an empty plain topic
        Map<String, String> environment = Map.of("CUTMIX_TOPIC_PREFIX", "gap.");
        try (TrainerProcess train = start(environment, "train", "--path", "plain", "--depth", "8")) {
            await().atMost(PATIENCE)
                    .until(() -> train.out().stream().anyMatch(line -> line.startsWith("Deeplearning4j")));

            // When
            train.terminate();

            // Then
            assertThat(train.endsWithin(10)).isTrue();
            assertThat(train.err()).noneMatch(line -> line.startsWith("\tat "));
        }
    }
}

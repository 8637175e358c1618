package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.fixture.MetricsLog;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import cutmix.trainer.model.WeightsFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts several trainers of the same run, or with the same folder. */
class TrainerTurnsIT extends RunningBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int EPOCHS = 12;

    private static final Map<String, String> PATIENT = Map.of("CUTMIX_TRAINER_SESSION_TIMEOUT", "120s");

    private static float[] undisturbed;

    @BeforeAll
    static void train_undisturbed() throws Exception {
        try (TrainerProcess train = train("undisturbed")) {
            assertSuccess(train);
        }
        undisturbed = weights("undisturbed");
    }

    @Test
    void the_second_of_two_at_once_waits_and_then_finds_the_run_through() throws Exception {
        // Given: a trainer that is paused for less than its session timeout
        try (TrainerProcess first = start(PATIENT, arguments("two"))) {
            await().atMost(PATIENCE).until(() -> !metrics("two").isEmpty());
            first.freeze();

            // When
            try (TrainerProcess second = start(PATIENT, arguments("two"))) {
                await().atMost(PATIENCE).until(() -> second.out().size() > 1);
                first.thaw();

                // Then
                assertThat(second.out().get(1))
                        .isEqualTo(
                                "run 'two' is trained by another trainer (client trainer-" + first.pid()
                                        + ", host /127.0.0.1); waiting for it to end, or, where it was killed, for up to 120 s");
                assertSuccess(first);
                assertSuccess(second);
                assertThat(second.out()).anyMatch(line -> line.startsWith("Resuming at epoch 13, position 0"));
                assertThat(second.out())
                        .contains("Run two has trained all of its 12 epochs: nothing is left to train. To start"
                                + " again, choose another --run, or add --fresh");
            }
        }
        assertPublishedOnce("two");
        assertThat(weights("two")).isEqualTo(undisturbed);
    }

    @Test
    void one_that_was_suspended_for_too_long_writes_nothing_after_another_has_taken_over() throws Exception {
        try (TrainerProcess suspended = train("suspended", "--checkpoint-seconds", "0")) {
            await().atMost(PATIENCE).until(() -> metrics("suspended").size() >= 2);
            suspended.freeze();
            int published = metrics("suspended").size();

            // When
            try (TrainerProcess next = train("suspended", "--checkpoint-seconds", "0")) {
                await().atMost(PATIENCE).until(() -> metrics("suspended").size() > published);
                suspended.thaw();

                // Then
                assertThat(suspended.exitCode()).isEqualTo(1);
                assertThat(suspended.onlyError())
                        .satisfiesAnyOf(
                                line -> assertThat(line)
                                        .isEqualTo("error: run 'suspended' is trained by another trainer now, because "
                                                + "this one was suspended, or could not reach Kafka, for more than 6 s: "
                                                + "let the other one finish"),
                                line -> assertThat(line)
                                        .isEqualTo("error: the checkpoints in suspended.checkpoints are written by "
                                                + "another trainer now: let that one finish"));
                assertSuccess(next);
                assertThat(next.out()).anyMatch(line -> line.startsWith("Resuming at epoch "));
            }
        }
        assertPublishedOnce("suspended");
        assertThat(weights("suspended")).isEqualTo(undisturbed);
    }

    @Test
    void one_that_was_suspended_for_too_long_goes_on_where_no_other_has_taken_over() throws Exception {
        try (TrainerProcess train = train("alone")) {
            await().atMost(PATIENCE).until(() -> !metrics("alone").isEmpty());

            // When
            train.freeze();
            assertThat(train.endsWithin(8)).isFalse();
            train.thaw();

            // Then
            assertSuccess(train);
        }
        assertPublishedOnce("alone");
        assertThat(weights("alone")).isEqualTo(undisturbed);
    }

    @Test
    void with_own_checkpoints_the_next_trainer_publishes_the_missing_epochs_of_the_run() throws Exception {
        try (TrainerProcess suspended = train("hosts", "--run-id", "the-run")) {
            await().atMost(PATIENCE).until(() -> metrics("hosts").size() >= 2);
            suspended.freeze();

            // When: another trainer uses its own folder, as on another host
            try (TrainerProcess next =
                    train("hosts", "--run-id", "the-run", "--checkpoints", "other-host", "--model", "other-host.zip")) {
                assertSuccess(next);
                suspended.thaw();

                // Then
                assertThat(suspended.exitCode()).isEqualTo(1);
                assertThat(suspended.onlyError()).startsWith("error: run 'hosts' is trained by another trainer now");
            }
        }
        assertPublishedOnce("hosts");
        assertThat(folder.resolve("hosts.zip")).doesNotExist();
        assertThat(weights("other-host")).isEqualTo(undisturbed);
    }

    @Test
    void without_the_checkpoints_of_its_predecessor_it_trains_the_run_from_the_beginning() throws Exception {
        try (TrainerProcess first = start(Map.of("CUTMIX_TRAINER_SESSION_TIMEOUT", "30s"), arguments("twice"))) {
            await().atMost(PATIENCE).until(() -> metrics("twice").size() >= 2);
            first.freeze();
            assertThat(metrics("twice")).hasSizeLessThan(EPOCHS);

            // When
            try (TrainerProcess second = train("twice", "--checkpoints", "second", "--model", "second.zip")) {
                awaitWaiting(second);
                first.kill();

                // Then
                assertSuccess(second);
                String id = metrics("twice").get(0).get("run_id").textValue();
                assertThat(second.out())
                        .anyMatch(line -> line.startsWith("Training run " + id + " of the previous" + " trainer"));
            }
        }
        assertPublishedOnce("twice");
        assertThat(weights("second")).isEqualTo(undisturbed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seed=5", "--fresh"})
    void with_other_settings_or_afresh_the_one_that_waited_trains_another_run(String option) throws Exception {
        // Given
        String run = "another" + option.substring(0, 5);
        try (TrainerProcess first = start(PATIENT, arguments(run))) {
            await().atMost(PATIENCE).until(() -> !metrics(run).isEmpty());
            first.freeze();

            // When
            try (TrainerProcess second = train(run, option, "--checkpoints", run + "-2", "--model", run + "-2.zip")) {
                awaitWaiting(second);
                first.thaw();

                // Then
                assertSuccess(first);
                assertSuccess(second);
            }
        }
        List<JsonNode> all = metrics(run);
        List<JsonNode> earlier = all.subList(0, EPOCHS);
        List<JsonNode> later = all.subList(EPOCHS, all.size());
        assertPublishedOnce(earlier);
        assertPublishedOnce(later);
        assertThat(later.get(0).get("run_id")).isNotEqualTo(earlier.get(0).get("run_id"));
    }

    @Test
    void the_checkpoints_of_another_run_that_is_trained_are_refused() throws Exception {
        try (TrainerProcess first = train("one", "--checkpoints", "shared")) {
            await().atMost(PATIENCE).until(() -> !metrics("one").isEmpty());
            first.freeze();

            // When
            try (TrainerProcess second = train("other", "--checkpoints", "shared")) {

                // Then
                assertThat(second.exitCode()).isEqualTo(1);
                assertThat(second.onlyError())
                        .startsWith("error: the checkpoints in shared are being written by another trainer "
                                + "(cutmix-run-one at Kafka cluster ")
                        .endsWith("): choose another --checkpoints, or wait for it to end");
            }
            first.thaw();
            assertSuccess(first);
        }
        assertThat(weights("one")).isEqualTo(undisturbed);
    }

    @Test
    void a_killed_trainer_frees_its_checkpoints_and_a_waiting_trainer_ends_when_told_to() throws Exception {
        try (TrainerProcess killed = start(PATIENT, arguments("killed", "--checkpoints", "left"))) {
            await().atMost(PATIENCE).until(() -> !metrics("killed").isEmpty());
            killed.freeze();
            try (TrainerProcess waiting = train("killed", "--checkpoints", "left")) {
                await().atMost(PATIENCE).until(() -> waiting.out().size() > 1);

                // When
                waiting.terminate();

                // Then
                assertThat(waiting.endsWithin(10)).isTrue();
                assertThat(waiting.exitCode()).isEqualTo(143);
                assertThat(waiting.err()).isEmpty();
            }

            // When
            killed.kill();
        }

        // Then
        try (TrainerProcess next = train("next", "--checkpoints", "left")) {
            assertSuccess(next);
            assertThat(next.out()).anyMatch(line -> line.startsWith("Resuming at epoch "));
        }
        assertThat(weights("next")).isEqualTo(undisturbed);
    }

    @Test
    void another_run_of_the_same_name_has_another_id() throws Exception {
        // Given
        try (TrainerProcess train = train("again", "--epochs", "2")) {
            assertSuccess(train);
        }

        // When
        try (TrainerProcess train = train("again", "--epochs", "2", "--fresh")) {
            assertSuccess(train);
        }

        // Then
        List<String> ids = metrics("again").stream()
                .map(metrics -> metrics.get("run_id").textValue())
                .toList();
        assertThat(ids).hasSize(4).doesNotContain("");
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
        assertThat(ids.get(2)).isEqualTo(ids.get(3));

        // When
        try (TrainerProcess train = train("again", "--epochs", "2", "--run-id", "mine")) {

            // Then
            assertThat(train.exitCode()).isEqualTo(1);
            assertThat(train.onlyError()).contains("belongs to a run with id '" + ids.get(3) + "', not 'mine'");
        }
    }

    @Test
    void the_next_trainer_takes_over_even_if_other_groups_use_the_protocol_consumer() throws Exception {
        Map<String, String> consumer = Map.of("KAFKA_GROUP_PROTOCOL", "consumer");
        try (TrainerProcess first = start(consumer, arguments("protocol", "--checkpoint-seconds", "0"))) {
            await().atMost(PATIENCE).until(() -> metrics("protocol").size() >= 2);
            try (TrainerProcess second = start(consumer, arguments("protocol"))) {
                awaitWaiting(second);

                // When
                first.kill();

                // Then
                assertSuccess(second);
            }
        }
        assertPublishedOnce("protocol");
        assertThat(weights("protocol")).isEqualTo(undisturbed);
    }

    private static void awaitWaiting(TrainerProcess train) {
        await().atMost(PATIENCE)
                .until(() -> train.out().stream().anyMatch(line -> line.contains("is trained by another trainer")));
    }

    private static void assertSuccess(TrainerProcess train) throws Exception {
        assertThat(train.exitCode())
                .as(() -> String.join("\n", train.out()) + "\n" + String.join("\n", train.err()))
                .isZero();
    }

    private static void assertPublishedOnce(String run) throws Exception {
        assertPublishedOnce(metrics(run));
    }

    private static void assertPublishedOnce(List<JsonNode> metrics) {
        assertThat(metrics)
                .extracting(epoch -> epoch.get("epoch").intValue())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, EPOCHS).boxed().toList());
        assertThat(metrics)
                .extracting(epoch -> epoch.get("run_id").textValue())
                .containsOnly(metrics.get(0).get("run_id").textValue());
    }

    private static List<JsonNode> metrics(String run) throws Exception {
        return MetricsLog.of(broker.bootstrapServers(), run);
    }

    private static TrainerProcess train(String run, String... more) throws Exception {
        return start(arguments(run, more));
    }

    private static String[] arguments(String run, String... more) {
        List<String> arguments = new ArrayList<>(List.of("train", "--depth", "8", "--run", run, "--batch-size", "4"));
        List<String> chosen = List.of(more);
        if (!chosen.contains("--epochs")) {
            arguments.addAll(List.of("--epochs", "" + EPOCHS));
        }
        arguments.addAll(chosen);
        return arguments.toArray(String[]::new);
    }

    private static float[] weights(String run) {
        Path model = folder.resolve(run + ".zip");
        return WeightsFile.read(model, new NetworkInput(8, 8, 3, 3)).flat();
    }
}

package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deletes and recreates topics while the built service runs, and checks its final error line. */
class ReplacedTopicsIT extends RunningBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_trainer_that_waits_ends_where_another_dataset_is_loaded() throws Exception {
        // Given
        LoadedTopics topics = new LoadedTopics(broker.bootstrapServers(), "waiting.", 1);
        topics.writeMixed(1, 1);
        try (TrainerProcess train = train(topics, "waiting")) {
            await().atMost(PATIENCE).until(() -> isTrained(train, 1));

            // When
            topics.change().deleteAll();
            new LoadedTopics(broker.bootstrapServers(), "waiting.", 2).writeMixed(3, 1);

            // Then
            assertThat(train.exitCode()).isEqualTo(1);
            assertThat(train.onlyError())
                    .contains("dataset colors (seed 2, fingerprint 00)", "dataset colors (seed 1, fingerprint 00)")
                    .endsWith(": start again with --fresh, or under another --run");
        }
        assertThat(folder.resolve("waiting.zip")).doesNotExist();
        try (TrainerProcess restarted = train(topics, "waiting", "--fresh")) {
            assertThat(restarted.exitCode())
                    .as(() -> String.join("\n", restarted.err()))
                    .isZero();
        }
    }

    @Test
    void a_trainer_ends_after_the_epoch_with_replaced_test_images_and_resumes_when_told() throws Exception {
        // Given
        LoadedTopics topics = new LoadedTopics(broker.bootstrapServers(), "test.", 1);
        topics.writeMixed(1, 1);
        try (TrainerProcess train = train(topics, "test")) {
            await().atMost(PATIENCE).until(() -> isTrained(train, 1));

            // When
            topics.change().delete(List.of(topics.topics().testImages()));
            topics.writeTest();

            // Then
            assertThat(train.exitCode()).isEqualTo(1);
            assertThat(train.onlyError())
                    .isEqualTo("error: topic test.images.test was deleted and created again while this trainer read it:"
                            + " start again to resume from the last checkpoint");
        }
        topics.writeMixedOnly(2, 3);
        try (TrainerProcess again = train(topics, "test")) {
            assertThat(again.exitCode())
                    .as(() -> String.join("\n", again.err()))
                    .isZero();
            assertThat(again.out()).anyMatch(line -> line.startsWith("Resuming at epoch 2, position 0"));
        }
    }

    @Test
    void a_mixed_topic_that_is_gone_is_named() throws Exception {
        // Given
        LoadedTopics topics = new LoadedTopics(broker.bootstrapServers(), "gone.", 1);
        topics.writeMixed(1, 1);
        try (TrainerProcess train = train(topics, "gone")) {
            await().atMost(PATIENCE).until(() -> isTrained(train, 1));

            // When
            topics.change().delete(List.of(topics.topics().mixedImages()));

            // Then
            assertThat(train.exitCode()).isEqualTo(1);
            assertThat(train.onlyError())
                    .isEqualTo("error: topic gone.images.cutmix was deleted while this trainer read it: load dataset"
                            + " colors (seed 1, fingerprint 00) again, then start again to resume from the last"
                            + " checkpoint");
        }
    }

    @Test
    void a_record_of_another_dataset_ends_training_and_evaluation() throws Exception {
        // Given: a network and the test images of another dataset
        LoadedTopics topics = new LoadedTopics(broker.bootstrapServers(), "foreign.", 1);
        topics.writeMixed(3, 1);
        try (TrainerProcess train = train(topics, "foreign")) {
            assertThat(train.exitCode())
                    .as(() -> String.join("\n", train.err()))
                    .isZero();
        }
        topics.change().delete(List.of(topics.topics().testImages()));
        LoadedTopics other = new LoadedTopics(broker.bootstrapServers(), "foreign.", 2);
        other.writeTest();

        // When
        try (TrainerProcess train = train(topics, "another");
                TrainerProcess evaluate = start(prefix(topics), "evaluate", "--model", "foreign.zip")) {

            // Then
            for (TrainerProcess trainer : List.of(train, evaluate)) {
                assertThat(trainer.exitCode()).isEqualTo(1);
                assertThat(trainer.onlyError())
                        .startsWith("error: topic foreign.images.test, partition ")
                        .contains(": the record belongs to another dataset (identity ")
                        .endsWith("), not to dataset colors (seed 1, fingerprint 00), which this trainer reads:"
                                + " delete the"
                                + " topic and load again");
            }
        }
        assertThat(folder.resolve("another.zip")).doesNotExist();
    }

    @Test
    void partitions_that_are_added_are_no_matter() throws Exception {
        // Given
        LoadedTopics topics = new LoadedTopics(broker.bootstrapServers(), "altered.", 1);
        topics.writeMixed(1, 1);
        try (TrainerProcess train = train(topics, "altered")) {
            await().atMost(PATIENCE).until(() -> isTrained(train, 1));

            // When
            topics.change().addPartitions(7);
            topics.writeMixedOnly(2, 3);

            // Then
            assertThat(train.exitCode())
                    .as(() -> String.join("\n", train.err()))
                    .isZero();
        }
    }

    private static TrainerProcess train(LoadedTopics topics, String run, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("train", "--depth", "8", "--epochs", "3", "--run", run));
        arguments.addAll(List.of(more));
        return start(prefix(topics), arguments.toArray(String[]::new));
    }

    private static Map<String, String> prefix(LoadedTopics topics) {
        return Map.of("CUTMIX_TOPIC_PREFIX", topics.topics().prefix());
    }

    private static boolean isTrained(TrainerProcess train, int epoch) {
        return train.out().stream()
                .anyMatch(line -> line.startsWith("Epoch " + epoch + "/3") && line.contains(" - val_accuracy: "));
    }
}

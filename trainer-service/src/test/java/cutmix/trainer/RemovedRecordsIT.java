package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import cutmix.trainer.model.WeightsFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Removes old records from a mixed topic, as retention does. */
class RemovedRecordsIT extends RunningBroker {

    private static final NetworkInput INPUT = new NetworkInput(8, 8, 3, 3);

    @Test
    void a_run_finds_what_is_removed_where_it_was_written_again() throws Exception {
        // Given: two epochs of 24 records in each partition, written twice
        LoadedTopics topics = new LoadedTopics(broker.bootstrapServers(), "again.");
        topics.writeMixed(2, 2);
        try (TrainerProcess train = train("again.", "whole")) {
            assertThat(train.exitCode())
                    .as(() -> String.join("\n", train.err()))
                    .isZero();
        }

        // When: only the second half of the first copy's second epoch remains
        topics.change().removeMixed(LoadedTopics.PARTITIONS, 36);

        // Then
        try (TrainerProcess train = train("again.", "removed")) {
            assertThat(train.exitCode())
                    .as(() -> String.join("\n", train.err()))
                    .isZero();
        }
        assertThat(weights("removed")).isEqualTo(weights("whole"));
    }

    @Test
    void a_run_that_nothing_is_left_for_is_told_so() throws Exception {
        // Given
        LoadedTopics topics = new LoadedTopics(broker.bootstrapServers(), "once.");
        topics.writeMixed(2, 1);

        // When
        topics.change().removeMixed(LoadedTopics.PARTITIONS, 10);

        // Then
        try (TrainerProcess train = train("once.", "once", "--skip-bad")) {
            assertThat(train.exitCode()).isEqualTo(1);
            assertThat(train.onlyError())
                    .isEqualTo("error: topic once.images.cutmix, partition 0 no longer holds epoch 1, position 0,"
                            + " which comes next: the remaining records begin at offset 10 with epoch 1, position"
                            + " 40; load again,"
                            + " with a longer retention");
            assertThat(folder.resolve("once.zip")).doesNotExist();
        }
    }

    private static TrainerProcess train(String prefix, String run, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("train", "--depth", "8", "--epochs", "2", "--run", run));
        arguments.addAll(List.of(more));
        return start(Map.of("CUTMIX_TOPIC_PREFIX", prefix), arguments.toArray(String[]::new));
    }

    private static float[] weights(String run) {
        return WeightsFile.read(folder.resolve(run + ".zip"), INPUT).flat();
    }
}

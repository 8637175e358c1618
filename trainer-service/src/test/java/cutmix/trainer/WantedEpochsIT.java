package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Runs the built service with a wanted number of epochs that exceeds the number the loader has described. */
class WantedEpochsIT extends RunningBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_trainer_waits_for_a_dataset_with_the_wanted_epochs_and_trains_only_those() throws Exception {
        // Given
        LoadedTopics topics = new LoadedTopics(broker.bootstrapServers(), "raised.", 1);
        topics.writeMixed(4, 1);
        topics.describe(1);
        Map<String, String> environment = Map.of("CUTMIX_TOPIC_PREFIX", "raised.", "CUTMIX_TRAINER_EPOCHS", "2");
        try (TrainerProcess train = start(environment, "train", "--depth", "8", "--run", "raised")) {
            await().atMost(PATIENCE).until(() -> train.out()
                    .contains("Waiting for the loader: topic raised.dataset.info describes 1 epochs, fewer than"
                            + " CUTMIX_TRAINER_EPOCHS 2"));

            // When
            topics.describe(3);

            // Then
            assertThat(train.exitCode())
                    .as(() -> String.join("\n", train.err()))
                    .isZero();
            assertThat(train.out())
                    .anyMatch(line -> line.startsWith("Epoch 2/2"))
                    .noneMatch(line -> line.startsWith("Epoch 3"));
        }

        // When: the option overrides the environment
        try (TrainerProcess train = start(environment, "train", "--depth", "8", "--run", "raised", "--epochs", "3")) {

            // Then
            assertThat(train.exitCode()).isZero();
            assertThat(train.out())
                    .anyMatch(line -> line.startsWith("Resuming at epoch 3, position 0"))
                    .anyMatch(line -> line.startsWith("Epoch 3/3"));
        }
    }

    @Test
    void a_number_that_cannot_be_is_a_mistake_of_the_user() throws Exception {
        for (String number : new String[] {"0", "many"}) {
            try (TrainerProcess train = start(Map.of("CUTMIX_TRAINER_EPOCHS", number), "train")) {
                assertThat(train.exitCode()).isEqualTo(2);
                assertThat(train.onlyError()).containsIgnoringCase("epochs").contains(number);
            }
        }
    }
}

package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.fixture.LoadedTopics;
import cutmix.trainer.fixture.MetricsLog;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Compares test images that each evaluation reads again with test images in memory. */
class StreamedEvaluationIT extends RunningBroker {

    private static final Map<String, String> STREAMED = Map.of("CUTMIX_TRAINER_TEST_BYTES", "0");

    @Test
    void evaluations_come_to_the_same_numbers() throws Exception {
        // When
        for (Map<String, String> environment : List.of(Map.<String, String>of(), STREAMED)) {
            String run = environment.isEmpty() ? "held" : "streamed";
            try (TrainerProcess train = start(environment, "train", "--depth", "8", "--epochs", "2", "--run", run)) {
                assertThat(train.exitCode())
                        .as(() -> String.join("\n", train.err()))
                        .isZero();
            }
        }

        // Then
        List<JsonNode> held = MetricsLog.of(broker.bootstrapServers(), "held");
        List<JsonNode> streamed = MetricsLog.of(broker.bootstrapServers(), "streamed");
        assertThat(streamed).hasSize(2);
        for (String figure : List.of("val_loss", "val_accuracy", "val_confusion")) {
            assertThat(streamed)
                    .extracting(epoch -> epoch.get(figure))
                    .isEqualTo(held.stream().map(epoch -> epoch.get(figure)).toList());
        }
        assertThat(evaluate(STREAMED, "streamed")).isEqualTo(evaluate(Map.of(), "streamed"));
        assertThat(evaluate(STREAMED, "streamed", "--mirrored"))
                .isEqualTo(evaluate(Map.of(), "streamed", "--mirrored"));
    }

    @Test
    void a_bad_test_image_is_left_out_of_every_evaluation_and_kept_once() throws Exception {
        // Given
        LoadedTopics topics = new LoadedTopics(broker.bootstrapServers(), "torn.");
        topics.writeWith(Map.of("torn.images.test", Map.of(new SamplePosition(1, 7), new byte[3])));

        // When
        try (TrainerProcess train = start(
                Map.of("CUTMIX_TRAINER_TEST_BYTES", "0", "CUTMIX_TOPIC_PREFIX", "torn."),
                "train",
                "--depth",
                "8",
                "--epochs",
                "2",
                "--run",
                "torn",
                "--skip-bad")) {

            // Then
            assertThat(train.exitCode())
                    .as(() -> String.join("\n", train.err()))
                    .isZero();
            assertThat(train.err())
                    .filteredOn(line ->
                            line.contains("torn.images.test, partition 3, offset 1: epoch 1, position 7 is skipped"))
                    .hasSize(1);
        }
        for (JsonNode epoch : MetricsLog.of(broker.bootstrapServers(), "torn.", "torn")) {
            int images = 0;
            for (JsonNode count : epoch.get("val_confusion")) {
                images += count.intValue();
            }
            assertThat(images).isEqualTo(19);
        }
    }

    private static String evaluate(Map<String, String> environment, String run, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("evaluate", "--model", run + ".zip"));
        arguments.addAll(List.of(more));
        try (TrainerProcess evaluate = start(environment, arguments.toArray(String[]::new))) {
            assertThat(evaluate.exitCode())
                    .as(() -> String.join("\n", evaluate.err()))
                    .isZero();
            return evaluate.out().get(evaluate.out().size() - 1);
        }
    }
}

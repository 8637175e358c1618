package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.EpochMetrics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogBatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void an_epoch_is_one_request_with_the_epoch_as_the_step_of_every_metric() throws Exception {
        // Given
        EpochLog epoch = Epochs.log("r", 4, 6, 1_700_000_000_000L);
        // When
        LogBatch batch = new LogBatch("id", LogBatch.missing(epoch, Map.of()), List.of(), List.of());
        // Then
        assertThat(batch.metrics())
                .extracting(LogBatch.Metric::key)
                .containsExactly(
                        "loss",
                        "accuracy",
                        "val_loss",
                        "val_accuracy",
                        "seconds",
                        "samples_per_second",
                        "data_wait_share",
                        "learning_rate",
                        "skipped");
        assertThat(JSON.writeValueAsString(batch))
                .startsWith("{\"run_id\":\"id\",\"metrics\":"
                        + "[{\"key\":\"loss\",\"value\":0.25,\"timestamp\":1700000000000,\"step\":4},");
    }

    @Test
    void what_is_no_number_is_written_as_mlflow_reads_it() throws Exception {
        // Given
        EpochMetrics metrics = EpochMetrics.newBuilder(Epochs.metrics("r", 1, 1))
                .setLoss(Double.NaN)
                .setValLoss(Double.POSITIVE_INFINITY)
                .build();
        // When
        String json = JSON.writeValueAsString(LogBatch.missing(EpochLog.of(metrics, 1), Map.of()));
        // Then
        assertThat(json).contains("\"value\":\"NaN\"", "\"value\":\"Infinity\"");
    }

    @Test
    void only_what_the_run_has_not_is_logged() {
        // Given
        EpochLog epoch = Epochs.log("r", 2, 6, 1);
        Map<String, Set<Long>> logged = Map.of("loss", Set.of(1L, 2L), "accuracy", Set.of(1L));
        // When, Then
        assertThat(LogBatch.missing(epoch, logged))
                .extracting(LogBatch.Metric::key)
                .hasSize(8)
                .contains("accuracy")
                .doesNotContain("loss");
        assertThat(LogBatch.missing(Map.of("seed", "1", "path", "plain"), Set.of("seed")))
                .containsExactly(new LogBatch.Entry("path", "plain"));
    }

    @Test
    void names_and_values_stay_within_the_limits_of_mlflow() {
        // When
        List<LogBatch.Entry> parameters = LogBatch.missing(Map.of("a:b", "x".repeat(7000)), Set.of());
        List<LogBatch.Entry> tags = LogBatch.tags(Map.of("note", "x".repeat(7000)));
        // Then
        assertThat(parameters).containsExactly(new LogBatch.Entry("a_b", "x".repeat(6000)));
        assertThat(tags).containsExactly(new LogBatch.Entry("note", "x".repeat(5000)));
    }
}

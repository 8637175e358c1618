package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.failure.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacklogTest {

    @TempDir
    Path folder;

    @Test
    void what_is_read_is_what_was_written() throws Exception {
        // Given: one run with an epoch whose loss is NaN, and one without epochs
        EpochMetrics diverged = EpochMetrics.newBuilder(Epochs.metrics("r", 1, 2))
                .setLoss(Double.NaN)
                .build();
        MlflowRun run = MlflowRun.builder()
                .name("r")
                .id("id")
                .started(5)
                .launched(true)
                .parameters(Map.of("seed", "1"))
                .tags(Map.of("note", "again"))
                .build();
        String firstEpoch = "30";
        long ended = 31;
        List<EpochLog> epochs = List.of(EpochLog.of(diverged, 30));
        List<String> artifacts = List.of("/a");
        List<MetricPoint> points = List.of(new MetricPoint("step/loss", 0.5, 30, 7));
        List<EpochLog> noEpochs = List.of();
        List<String> noArtifacts = List.of();
        List<MetricPoint> noPoints = List.of();
        Backlog backlog = new Backlog(
                "cutmix",
                List.of(
                        new Backlog.UnloggedRun(run, firstEpoch, epochs, RunStatus.FAILED, ended, artifacts, points),
                        new Backlog.UnloggedRun(run, null, noEpochs, RunStatus.KILLED, ended, noArtifacts, noPoints)));
        Path file = folder.resolve("backlog.json");
        // When
        backlog.write(file);
        // Then
        assertThat(Backlog.read(file)).isEqualTo(backlog);
    }

    @Test
    void another_file_is_refused_in_a_line() throws Exception {
        for (String text : List.of("{\"a\":1}", "null", "[]", "{", "{}", "[".repeat(10_000))) {
            // Given
            Path other = Files.writeString(folder.resolve("other.json"), text);
            // When, Then
            assertThatThrownBy(() -> Backlog.read(other))
                    .isInstanceOf(UserException.class)
                    .hasMessage(other + " holds nothing to log: give the file that a run has named");
        }
        assertThatThrownBy(() -> Backlog.read(folder.resolve("missing")))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("cannot be read");
    }
}

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
        MlflowRun run = new MlflowRun("r", "id", 5, true, Map.of("seed", "1"), Map.of("note", "again"));
        Backlog backlog = new Backlog(
                "cutmix",
                List.of(
                        new Backlog.UnloggedRun(
                                run,
                                "30",
                                List.of(EpochLog.of(diverged, 30)),
                                RunStatus.FAILED,
                                31,
                                List.of("/a"),
                                List.of(new MetricPoint("step/loss", 0.5, 30, 7))),
                        new Backlog.UnloggedRun(run, null, List.of(), RunStatus.KILLED, 31, List.of(), List.of())));
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

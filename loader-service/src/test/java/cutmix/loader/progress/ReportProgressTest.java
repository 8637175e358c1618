package cutmix.loader.progress;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.progress.ProgressReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReportProgressTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong(5);
    private final LoadProgress progress =
            new ReportProgress(new PrintStream(printed, true, StandardCharsets.UTF_8), clock::get);

    @Test
    void a_report_comes_five_times_a_second_at_most() {
        // Given
        ProgressTask work = ProgressTask.builder()
                .name("images.train")
                .unit("images")
                .total(50_000)
                .before(1_000)
                .unitBytes(3_000)
                .build();

        // When
        try (LoadProgress.Stage stage = progress.begin(work)) {
            stage.detail("epoch 2/5");
            at(199, stage, 1_500);
            at(200, stage, 2_000);
            at(399, stage, 2_500);
            at(400, stage, 3_000);
        }

        // Then
        assertThat(reports())
                .containsExactly(
                        new ProgressReport("images.train", 2_000, 50_000, List.of("images", "epoch 2/5", "15.0 MB/s")),
                        new ProgressReport("images.train", 3_000, 50_000, List.of("images", "epoch 2/5", "15.0 MB/s")));
    }

    @Test
    void bytes_are_told_in_megabytes() {
        // Given
        ProgressTask work = ProgressTask.builder()
                .name("download")
                .unit("bytes")
                .total(170_052_171)
                .unitBytes(1)
                .build();

        // When
        try (LoadProgress.Stage stage = progress.begin(work)) {
            at(1000, stage, 12_345_678);
        }

        // Then
        assertThat(reports()).containsExactly(new ProgressReport("download", 12, 170, List.of("MB", "12.3 MB/s")));
    }

    private void at(int millis, LoadProgress.Stage stage, long done) {
        clock.set(5 + Duration.ofMillis(millis).toNanos());
        stage.reach(done);
    }

    private List<ProgressReport> reports() {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> ProgressReport.parse(line).orElseThrow())
                .toList();
    }
}

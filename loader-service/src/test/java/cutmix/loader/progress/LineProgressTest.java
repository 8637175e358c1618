package cutmix.loader.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LineProgressTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicLong clock = new AtomicLong(5);
    private final LoadProgress progress =
            new LineProgress(new PrintStream(printed, true, StandardCharsets.UTF_8), Duration.ofSeconds(3), clock::get);

    @Test
    void a_line_comes_every_few_seconds_and_counts_only_what_this_run_did() {
        // Given
        ProgressTask work = ProgressTask.builder()
                .name("images.train")
                .unit("images")
                .total(50_000)
                .before(1_000)
                .unitBytes(3_072)
                .build();

        // When
        try (LoadProgress.Stage stage = progress.begin(work)) {
            stage.detail("epoch 2/5");
            at(2, stage, 2_000);
            at(4, stage, 13_000);
            at(5, stage, 14_000);
            at(8, stage, 21_000);
        }

        // Then
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "images.train  epoch 2/5  13,000 of 50,000 images  9.2 MB/s",
                        "images.train  epoch 2/5  21,000 of 50,000 images  7.7 MB/s");
    }

    private void at(int second, LoadProgress.Stage stage, long done) {
        clock.set(5 + Duration.ofSeconds(second).toNanos());
        stage.reach(done);
    }
}

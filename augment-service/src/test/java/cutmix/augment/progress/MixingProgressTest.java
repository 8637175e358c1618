package cutmix.augment.progress;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.progress.ProgressReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MixingProgressTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong seconds = new AtomicLong();
    private final MixingProgress progress = progress(ProgressForm.LINES);

    @Test
    void the_rate_is_taken_over_the_time_with_work() {
        // Given
        seconds.set(100);
        progress.begin();
        seconds.set(101);
        progress.begin();
        seconds.set(102);
        progress.add(3_000);

        // When
        seconds.set(105);
        progress.tell(partitions(0, 1, 3));

        // Then
        assertThat(lines()).containsExactly("mixed 3,000 samples (1,500/s), partitions 0 1 3");
    }

    @Test
    void the_count_goes_on_and_the_rate_begins_anew() {
        // Given
        progress.begin();
        seconds.set(1);
        progress.add(10_000);
        progress.tell(partitions(2));

        // When
        seconds.set(50);
        progress.begin();
        seconds.set(52);
        progress.add(2_345);
        progress.tell(partitions(2));

        // Then
        assertThat(lines()).endsWith("mixed 12,345 samples (1,173/s), partitions 2");
    }

    @Test
    void nothing_is_said_while_idle() {
        progress.begin();
        progress.tell(partitions(0));

        assertThat(lines()).isEmpty();
    }

    @Test
    void a_report_comes_only_when_it_is_another_one() {
        // Given
        MixingProgress progress = progress(ProgressForm.REPORTS);

        // When: no work, work for a second, no work for two intervals
        progress.tell(partitions());
        progress.begin();
        seconds.set(1);
        progress.add(3_000);
        progress.tell(partitions(0, 1));
        progress.tell(partitions(0, 1));
        progress.tell(partitions(0, 1));

        // Then
        assertThat(lines().stream().map(line -> ProgressReport.parse(line).orElseThrow()))
                .containsExactly(
                        new ProgressReport("idle", 0, 0, List.of("0 samples")),
                        new ProgressReport("mixing", 0, 0, List.of("3,000 samples", "3,000/s", "partitions 0 1")),
                        new ProgressReport("idle", 0, 0, List.of("3,000 samples", "partitions 0 1")));
    }

    private MixingProgress progress(ProgressForm form) {
        return new MixingProgress(
                new PrintStream(out, true, StandardCharsets.UTF_8), form, () -> seconds.get() * 1_000_000_000);
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static SortedSet<Integer> partitions(Integer... numbers) {
        return new TreeSet<>(List.of(numbers));
    }
}

package cutmix.launcher.console;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.progress.ProgressReport;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

    @Test
    void each_process_has_a_line_with_what_it_does_now() {
        assertThat(lines(inTraining(BarStyle.BOX), 24, 100))
                .containsExactly(
                        "broker     running    localhost:19092",
                        "loader     done       ━━━━━━━━━  12,500/12,500  images",
                        "augment-1  mixing     8,192 samples  4,096/s",
                        "cutmix     epoch 2/6  ━━━━━╸───  41/63  accuracy 0.3395  loss 2.3731  val_accuracy 0.3180  ETA 3s",
                        "plain      starting");
    }

    @Test
    void processes_that_are_expected_keep_their_places_whatever_starts_first() {
        // Given
        ProcessTable processes = new ProcessTable(BarStyle.BOX);
        List.of("augment-1", "cutmix", "plain").forEach(processes::expect);

        // When
        processes.start("plain");

        // Then
        assertThat(lines(processes, 24, 60))
                .containsExactly("augment-1  waiting", "cutmix     waiting", "plain      starting");
    }

    @Test
    void where_there_is_little_room_a_line_leaves_out_what_matters_least() {
        assertThat(lines(inTraining(BarStyle.BOX), 24, 60))
                .containsExactly(
                        "broker     running    localhost:19092",
                        "loader     done       ━━━━━━━━  12,500/12,500  images",
                        "augment-1  mixing     8,192 samples  4,096/s",
                        "cutmix     epoch 2/6  ━━━━━───  41/63  accuracy 0.3395",
                        "plain      starting");
    }

    @Test
    void a_narrow_window_has_no_bars() {
        assertThat(lines(inTraining(BarStyle.BOX), 24, 40))
                .contains("loader     done       12,500/12,500", "cutmix     epoch 2/6  41/63  ETA 3s");
        assertThat(lines(inTraining(BarStyle.BOX), 24, 12)).contains("loader", "cutmix");
    }

    @Test
    void bars_do_without_characters_that_standard_output_cannot_show() {
        assertThat(lines(inTraining(BarStyle.ASCII), 24, 60))
                .contains("cutmix     epoch 2/6  =====...  41/63  accuracy 0.3395");
    }

    @Test
    void a_low_window_shows_the_last_processes_and_counts_the_others() {
        assertThat(lines(inTraining(BarStyle.BOX), 6, 60))
                .containsExactly(
                        "and 3 more", "cutmix     epoch 2/6  ━━━━━───  41/63  accuracy 0.3395", "plain      starting");
    }

    @Test
    void a_failure_stands_in_the_line_of_its_process_and_what_it_says_later_does_not() {
        // Given
        ProcessTable processes = inTraining(BarStyle.BOX);

        // When
        processes.fail("augment-1", "alpha -1.0 is not positive: set CUTMIX_AUGMENT_ALPHA to a positive number");
        processes.report("augment-1", new ProgressReport("mixing", 0, 0, List.of("9,999 samples")));
        processes.stop();

        // Then
        assertThat(lines(processes, 24, 60))
                .containsExactly(
                        "broker     stopped  localhost:19092",
                        "loader     done     ━━━━━━━━  12,500/12,500  images",
                        "augment-1  failed   alpha -1.0 is not positive: set CUTMIX_",
                        "cutmix     stopped  ━━━━━───  41/63  accuracy 0.3395",
                        "plain      stopped");
    }

    @Test
    void colors_tell_the_states() {
        // Given
        ProcessTable processes = new ProcessTable(BarStyle.BOX);
        processes.start("loader");
        processes.start("plain");
        processes.start("cutmix");
        processes.report("loader", new ProgressReport("loaded", 4, 4, List.of()));
        processes.end("loader", ProcessState.DONE);
        processes.report("plain", new ProgressReport("epoch 1/2", 1, 4, List.of()));
        processes.fail("cutmix", "no data");

        // When
        List<String> lines = processes.lines(new WindowSize(24, 50)).stream()
                .map(line -> line.toAnsi().replace("\u001b[", "^"))
                .toList();

        // Then
        assertThat(lines)
                .containsExactly(
                        "^1mloader     ^32;22mdone     ^0m  ^32m━━━━━━━━^0m  4/4",
                        "^1mplain      ^0mepoch 1/2  ^36m━━^39;2m──────^0m  1/4",
                        "^1mcutmix     ^31;1mfailed   ^0m  no data");
    }

    @Property
    void no_line_is_as_wide_as_the_window(
            @ForAll @IntRange(min = 2, max = 250) int columns,
            @ForAll @LongRange(max = 1_000_000) long done,
            @ForAll @LongRange(max = 1_000_000) long total,
            @ForAll String stage,
            @ForAll @Size(max = 5) List<String> figures) {
        // Given
        ProcessTable processes = new ProcessTable(BarStyle.BOX);
        IntStream.range(0, 3).mapToObj(number -> "process-" + number).forEach(processes::start);
        processes.report("process-1", new ProgressReport(stage, done, total, figures));
        processes.fail("process-2", stage + figures);

        // When
        List<AttributedString> lines = processes.lines(new WindowSize(24, columns));

        // Then
        assertThat(lines).hasSize(3).allMatch(line -> line.columnLength() < columns);
    }

    private static ProcessTable inTraining(BarStyle bars) {
        ProcessTable processes = new ProcessTable(bars);
        List.of("broker", "loader", "augment-1", "cutmix", "plain").forEach(processes::start);
        processes.report("broker", new ProgressReport("running", 0, 0, List.of("localhost:19092")));
        processes.report("loader", new ProgressReport("loaded", 12_500, 12_500, List.of("images")));
        processes.end("loader", ProcessState.DONE);
        processes.report("augment-1", new ProgressReport("mixing", 0, 0, List.of("8,192 samples", "4,096/s")));
        processes.report(
                "cutmix",
                new ProgressReport(
                        "epoch 2/6",
                        41,
                        63,
                        List.of("accuracy 0.3395", "loss 2.3731", "val_accuracy 0.3180", "ETA 3s")));
        return processes;
    }

    private static List<String> lines(ProcessTable processes, int rows, int columns) {
        return processes.lines(new WindowSize(rows, columns)).stream()
                .map(line -> line.toString().stripTrailing())
                .toList();
    }
}

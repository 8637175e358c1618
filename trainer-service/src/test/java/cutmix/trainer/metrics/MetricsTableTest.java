package cutmix.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.EpochMetrics;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class MetricsTableTest {

    @Test
    void a_row_stands_under_the_header() {
        // Given
        MetricsTable table = MetricsTable.plain();

        // When
        String row = table.row(metrics(3, 0.61239));

        // Then
        assertThat(table.header() + "\n" + row)
                .isEqualTo(
                        """
                        run                          path      epoch     loss  accuracy val_loss   val_acc  seconds samples/s   wait      rate skipped                               run_id
                        cutmix-20260101-120000       cutmix     3/15   1.8765    45.67%   1.2000    61.24%    347.3     144.0   0.1%    0.0010      17 5f0c7c4e-8b1d-4b6e-9d3e-0a1b2c3d4e5f""");
    }

    @Test
    void a_narrow_window_gets_what_matters_most() {
        // Given
        MetricsTable table = MetricsTable.onTerminal(Ansi.OFF, 80);

        // When
        String row = table.row(metrics(3, 0.61239));

        // Then
        assertThat(table.header() + "\n" + row)
                .isEqualTo(
                        """
                        run                            epoch     loss  accuracy val_loss   val_acc
                        cutmix-20260101-120000          3/15   1.8765    45.67%   1.2000    61.24%""");
    }

    @Test
    void colors_tell_the_header_and_the_best_test_accuracy_of_a_run_so_far() {
        // Given
        MetricsTable table = MetricsTable.onTerminal(Ansi.ON, 57);

        // When
        List<String> rows = Stream.of(table.header(), row(table, 1, 0.5), row(table, 2, 0.25), row(table, 3, 0.625))
                .map(line -> line.replace("\u001b[", "^"))
                .toList();

        // Then
        assertThat(rows)
                .containsExactly(
                        "^1mrun                            epoch  accuracy   val_acc^21m^0m",
                        "cutmix-20260101-120000          1/15    45.67% ^32m   50.00%^39m^0m",
                        "cutmix-20260101-120000          2/15    45.67%    25.00%",
                        "cutmix-20260101-120000          3/15    45.67% ^32m   62.50%^39m^0m");
    }

    @Test
    void the_best_test_accuracy_is_that_of_one_run_not_of_all_runs_of_its_name() {
        // Given
        MetricsTable table = MetricsTable.onTerminal(Ansi.ON, 57);
        table.row(metrics(1, 0.75));

        // When
        String next = table.row(
                EpochMetrics.newBuilder(metrics(1, 0.5)).setRunId("next").build());

        // Then
        assertThat(next.replace("\u001b[", "^"))
                .isEqualTo("cutmix-20260101-120000          1/15    45.67% ^32m   50.00%^39m^0m");
    }

    @Test
    void what_a_record_says_cannot_take_hold_of_the_terminal() {
        EpochMetrics foreign = EpochMetrics.newBuilder(metrics(3, 0.5))
                .setRun("run\u001b[2J\u001b]0;x\u0007")
                .setPath("a\n\u202eb")
                .build();

        assertThat(MetricsTable.plain().row(foreign)).startsWith("run\\u001b[2J\\u001b]0;x\\u0007 a\\n\\u202eb ");
    }

    @Property
    void no_line_is_wider_than_the_window(@ForAll @IntRange(min = 28, max = 200) int width) {
        MetricsTable table = MetricsTable.onTerminal(Ansi.OFF, width);

        assertThat(table.header().length()).isLessThanOrEqualTo(width);
        assertThat(table.row(metrics(1, 0.5)).length()).isLessThanOrEqualTo(width);
    }

    private static String row(MetricsTable table, int epoch, double testAccuracy) {
        return table.row(metrics(epoch, testAccuracy));
    }

    private static EpochMetrics metrics(int epoch, double testAccuracy) {
        return EpochMetrics.newBuilder()
                .setRun("cutmix-20260101-120000")
                .setPath("cutmix")
                .setRecipe("keras")
                .setSeed(42)
                .setEpoch(epoch)
                .setEpochs(15)
                .setSamples(50_000)
                .setLoss(1.87654)
                .setAccuracy(0.4567)
                .setValLoss(1.2)
                .setValAccuracy(testAccuracy)
                .setSeconds(347.25)
                .setSamplesPerSecond(143.988)
                .setDataWaitShare(0.0012)
                .setLearningRate(1e-3)
                .setSkipped(17)
                .setRunId("5f0c7c4e-8b1d-4b6e-9d3e-0a1b2c3d4e5f")
                .build();
    }
}

package cutmix.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class ResultTableTest {

    @Test
    void the_table_shows_the_last_epoch_of_each_path() {
        assertThat(lines(Ansi.OFF, Integer.MAX_VALUE))
                .containsExactly(
                        "                                test accuracy  test loss  seconds/epoch  data wait",
                        "With CutMix                            90.00%     0.5000           15.0       1.5%",
                        "Without CutMix (plain images)          80.00%     0.7000           12.0       0.0%");
    }

    @Test
    void a_window_of_80_columns_holds_all_of_it() {
        assertThat(lines(Ansi.OFF, 80))
                .containsExactly(
                        "                              test accuracy  test loss  seconds/epoch  data wait",
                        "With CutMix                          90.00%     0.5000           15.0       1.5%",
                        "Without CutMix (plain images)        80.00%     0.7000           12.0       0.0%");
    }

    @Test
    void a_narrow_window_has_the_test_accuracy() {
        assertThat(lines(Ansi.OFF, 50))
                .containsExactly(
                        "                              test accuracy",
                        "With CutMix                          90.00%",
                        "Without CutMix (plain images)        80.00%");
    }

    @Test
    void with_colors_the_header_is_bold_and_the_best_accuracy_green() {
        assertThat(lines(Ansi.ON, 50).stream().map(line -> line.replace("\u001b[", "^")))
                .containsExactly(
                        "^1m                              test accuracy^21m^0m",
                        "With CutMix                  ^1m^32m        90.00%^39m^21m^0m",
                        "Without CutMix (plain images)        80.00%");
    }

    @Property
    void no_line_is_wider_than_the_window(@ForAll @IntRange(min = 1, max = 100) int columns) {
        assertThat(lines(Ansi.OFF, columns)).hasSize(3).allMatch(line -> line.length() <= columns);
    }

    private static List<String> lines(Ansi ansi, int columns) {
        List<RunResult> results = RunResult.of(List.of("cutmix", "plain"), ReportTest.epochs());
        return new ResultTable(results, ansi, columns).lines();
    }
}

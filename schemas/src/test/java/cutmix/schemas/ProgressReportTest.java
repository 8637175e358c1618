package cutmix.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressReportTest {

    @Test
    void a_report_is_one_line_and_comes_back_from_it() {
        // Given
        ProgressReport report = new ProgressReport("epoch 1/6", 34, 63, List.of("accuracy 0.5000", "ETA 3s"));

        // When
        String line = report.line();

        // Then
        assertThat(line).isEqualTo("progress\tepoch 1/6\t34\t63\taccuracy 0.5000\tETA 3s");
        assertThat(ProgressReport.parse(line)).contains(report);
    }

    @Test
    void a_report_needs_no_figures() {
        ProgressReport report = new ProgressReport("idle", 0, 0, List.of());

        assertThat(ProgressReport.parse(report.line())).contains(report);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "progress", "progress of a kind", "progress\tstage\t1", "progress\tstage\tone\t2"})
    void any_other_line_is_none(String line) {
        assertThat(ProgressReport.parse(line)).isEmpty();
    }
}

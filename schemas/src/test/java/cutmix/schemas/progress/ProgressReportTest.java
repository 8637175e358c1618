package cutmix.schemas.progress;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.mutations.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
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

    @Test
    void what_it_says_stays_in_its_field_and_is_safe_to_print() {
        ProgressReport report = new ProgressReport("a\tb", 1, 2, List.of("c\nd", "\u001b[2J"));

        assertThat(report.line()).isEqualTo("progress\ta\\tb\t1\t2\tc\\nd\t\\u001b[2J");
        assertThat(ProgressReport.parse(report.line())).contains(report);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "progress",
                "progress of a kind",
                "progress\tstage\t1",
                "progress\tstage\tone\t2",
                "progress\tstage\t-1\t2",
                "progress\tstage\t1\t-2",
                "progress\tstage\t9223372036854775807\t9223372036854775807",
                "progress\tstage\t9223372036854775808\t2"
            })
    void any_other_line_is_none(String line) {
        assertThat(ProgressReport.parse(line)).isEmpty();
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void whatever_a_damaged_line_says_can_be_drawn(@ForAll long seed) {
        String line = new ProgressReport("epoch 1/6", 34, 63, List.of("accuracy 0.5000")).line();
        Mutations mutations = new Mutations(seed, line.getBytes(StandardCharsets.UTF_8))
                .with("\t", "-", "9223372036854775807", "9007199254740993", "0", "1e9");
        for (int i = 0; i < 5_000; i++) {
            ProgressReport.parse(new String(mutations.next(), StandardCharsets.UTF_8))
                    .ifPresent(report -> {
                        assertThat(Math.multiplyExact(report.done(), 100L)).isNotNegative();
                        assertThat(Math.multiplyExact(report.total(), 100L)).isNotNegative();
                    });
        }
    }
}

package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.fixture.LaunchedProcess;
import cutmix.launcher.kafka.RunMetrics;
import cutmix.launcher.metrics.MetricsLines;
import cutmix.schemas.EpochMetrics;
import cutmix.support.BrokerExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Repeated runs of one name on the same brokers. */
class RepeatedRunIT {

    private static final int EPOCHS = 2;

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    Path folder;

    @Test
    void the_second_run_of_a_name_reports_its_own_epochs_alone() throws Exception {
        Instant begin = Instant.now();

        // When
        run("first");
        run("second");
        // Then
        List<EpochMetrics> first = metrics("first");
        List<EpochMetrics> second = metrics("second");
        assertThat(first).extracting(EpochMetrics::getEpoch).containsExactly(1, 2);
        assertThat(second).extracting(EpochMetrics::getEpoch).containsExactly(1, 2);
        assertThat(second)
                .extracting(EpochMetrics::getRunId)
                .containsOnly(second.get(0).getRunId())
                .doesNotContain("", first.get(0).getRunId());
        assertThat(Files.readAllLines(folder.resolve("second/metrics.jsonl")))
                .extracting(line -> MetricsLines.read(line).time())
                .isSorted()
                .allSatisfy(time -> assertThat(time).isBetween(begin, Instant.now()));
        assertThat(Files.readAllLines(folder.resolve("second/summary.md")))
                .filteredOn(line -> line.startsWith("| plain | "))
                .hasSize(EPOCHS);
        assertThat(RunMetrics.read(BROKER.bootstrapServers(), List.of("it-plain"), line -> {}))
                .hasSize(2 * EPOCHS);
    }

    private void run(String out) throws Exception {
        String arguments = "run --run it --paths plain --depth 8 --train-limit 128 --test-limit 32 --epochs " + EPOCHS
                + " --bootstrap-servers " + BROKER.bootstrapServers() + " --out " + out;
        try (LaunchedProcess run = LaunchedProcess.start(folder, Map.of(), arguments.split(" "))) {
            assertThat(run.exitCode()).as(run.err()).isZero();
        }
    }

    private List<EpochMetrics> metrics(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("metrics.jsonl")).stream()
                .map(line -> MetricsLines.read(line).metrics())
                .toList();
    }
}

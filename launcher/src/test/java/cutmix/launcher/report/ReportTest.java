package cutmix.launcher.report;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.metrics.MetricsLines;
import cutmix.launcher.metrics.PublishedEpoch;
import cutmix.launcher.plan.ReproductionSteps;
import cutmix.launcher.plan.RunPlan;
import cutmix.launcher.plan.RunPlans;
import cutmix.schemas.EpochMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {

    @TempDir
    Path out;

    @Test
    void the_files_hold_every_epoch_and_how_to_run_it_again() throws IOException {
        // Given
        Instant first = Instant.parse("2026-11-27T15:00:00Z");
        List<PublishedEpoch> published = IntStream.range(0, epochs().size())
                .mapToObj(i -> new PublishedEpoch(epochs().get(i), first.plusMillis(1_500L * i)))
                .toList();
        Report report = new Report(new ReproductionSteps(plan(), Map.of()), published);

        // When
        report.write();

        // Then
        List<String> lines = Files.readAllLines(out.resolve("metrics.jsonl"));
        assertThat(lines.stream().map(MetricsLines::read)).containsExactlyElementsOf(published);
        assertThat(lines.get(0)).startsWith("{\"timestamp\":\"2026-11-27T15:00:00.000Z\",\"run\":\"r-cutmix\",");
        assertThat(lines.get(1)).startsWith("{\"timestamp\":\"2026-11-27T15:00:01.500Z\",\"run\":\"r-plain\",");
        assertThat(Files.readString(out.resolve("summary.md")))
                .contains("| With CutMix | 90.00 % | 0.5000 | 15.0 | 1.5 % | `cutmix.zip` |")
                .contains("| cutmix | 1 | 1.5000 | 0.5000 | 0.9000 | 0.7000 | 10.0 | 200.0 |")
                .contains(
                        "`./cutmix run --dataset sample --epochs 2 --seed 7 --partitions 4 --train-limit 100 "
                                + "--paths cutmix,plain --recipe keras --depth 8 --batch-size 32 --threads 1 --skip-bad --augmenters 3`");
    }

    private RunPlan plan() {
        return new RunPlan(
                "r",
                out,
                RunPlans.data().trainLimit(100).build(),
                RunPlans.training().skipBad(true).build(),
                RunPlans.processes().augmenters(3).build());
    }

    static List<EpochMetrics> epochs() {
        return List.of(
                metrics("cutmix", 1, 0.9, 0.7, 10, 0.02),
                metrics("plain", 1, 0.8, 0.75, 12, 0.0),
                metrics("cutmix", 2, 0.5, 0.9, 20, 0.01),
                metrics("plain", 2, 0.7, 0.8, 12, 0.0));
    }

    private static EpochMetrics metrics(
            String path, int epoch, double testLoss, double testAccuracy, double seconds, double wait) {
        return EpochMetrics.newBuilder()
                .setRun("r-" + path)
                .setPath(path)
                .setRecipe("keras")
                .setSeed(7L)
                .setEpoch(epoch)
                .setEpochs(2)
                .setSamples(100)
                .setLoss(1.5)
                .setAccuracy(0.5)
                .setValLoss(testLoss)
                .setValAccuracy(testAccuracy)
                .setSeconds(seconds)
                .setSamplesPerSecond(200.0)
                .setDataWaitShare(wait)
                .setLearningRate(0.001)
                .setSkipped(0)
                .setValConfusion(List.of())
                .setRunId("")
                .setStarted(0L)
                .setSettings(Map.of())
                .build();
    }
}

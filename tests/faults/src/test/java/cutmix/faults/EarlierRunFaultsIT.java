package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.faults.pipeline.ClusterExtension;
import cutmix.faults.pipeline.FaultCluster;
import cutmix.faults.pipeline.Moments;
import cutmix.faults.pipeline.PipelineResult;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import cutmix.schemas.EpochMetrics;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A run with the name of an earlier run whose reports are still on the metrics topic. */
@ExtendWith(ClusterExtension.class)
class EarlierRunFaultsIT {

    private static final int AHEAD = 1;

    @Test
    void a_killed_loader_and_a_killed_trainer_ignore_reports_of_an_earlier_load(FaultCluster cluster) throws Exception {
        // Given: a complete run of the same name and settings, and a new load of the dataset
        Moments moments = new Moments("run of an earlier load");
        try (ServicePipeline pipeline = cluster.pipeline("earlier-load")) {
            pipeline.load().awaitSuccess();
            pipeline.work();
            pipeline.train("--checkpoints", "earlier", "--model", "earlier.zip").awaitSuccess();
            List<EpochMetrics> earlier = pipeline.metrics();
            assertThat(earlier).hasSize(ServicePipeline.EPOCHS);
            pipeline.changes().deleteDataset();
            ServiceProcess loader = pipeline.loadAhead(AHEAD);
            ServicePipeline.await(() -> loader.output()
                    .contains("epoch 2 is written; waiting for run 'run', which has not trained an epoch yet"));

            // When
            ServiceProcess trainer = pipeline.train("--checkpoint-seconds", "0");
            int first = moments.between(1, 2 * ServicePipeline.TRAIN, "SIGKILL of both");
            awaitInPace(pipeline, earlier.size(), () -> pipeline.trained() >= first);
            trainer.kill();
            loader.kill();
            ServiceProcess nextLoader = pipeline.loadAhead(AHEAD);
            ServiceProcess nextTrainer = pipeline.train("--checkpoint-seconds", "0");
            for (int epoch = 1; epoch <= ServicePipeline.EPOCHS; epoch++) {
                int published = earlier.size() + epoch;
                awaitInPace(pipeline, earlier.size(), () -> pipeline.published() >= published);
            }

            // Then
            nextLoader.awaitSuccess();
            nextTrainer.awaitSuccess();
            assertThat(nextTrainer.output()).contains("Resuming at epoch ");
            assertUndisturbed(pipeline, cluster, earlier);
        }
        cluster.assertNothingLeft();
    }

    @Test
    void a_run_that_is_started_afresh_is_paced_resumed_and_published_by_its_own_epochs(FaultCluster cluster)
            throws Exception {
        // Given: a run of the same name and settings on the same load, killed after some epochs
        Moments moments = new Moments("run that is started afresh");
        try (ServicePipeline pipeline = cluster.pipeline("afresh")) {
            pipeline.work();
            ServiceProcess loader = pipeline.loadAhead(AHEAD);
            ServiceProcess killed = pipeline.train("--checkpoint-seconds", "0");
            int epoch = moments.between(1, 4, "SIGKILL of the earlier run, epoch");
            awaitInPace(pipeline, 0, () -> pipeline.published() >= epoch);
            killed.kill();
            List<EpochMetrics> earlier = pipeline.metrics();
            int written = Math.min(ServicePipeline.EPOCHS, earlier.size() + 1 + AHEAD) * ServicePipeline.TRAIN;
            int trained = pipeline.trained();
            ServicePipeline.await(() -> pipeline.plain().grown() == written);

            // When
            ServiceProcess fresh = pipeline.train("--checkpoint-seconds", "0", "--fresh");
            int step = moments.between(1, (earlier.size() + 1) * ServicePipeline.TRAIN, "SIGKILL of the fresh run");
            ServicePipeline.await(() -> pipeline.trained() < trained);
            ServicePipeline.await(() -> pipeline.trained() >= step);
            fresh.kill();
            ServiceProcess next = pipeline.train("--checkpoint-seconds", "0");

            // Then: nothing more is written before the new run has caught up with the earlier one
            for (int own = 1; own <= ServicePipeline.EPOCHS; own++) {
                long published = earlier.size() + own;
                awaitInPace(pipeline, earlier.size(), written, () -> pipeline.published() >= published);
            }
            loader.awaitSuccess();
            next.awaitSuccess();
            assertThat(next.output()).contains("Resuming at epoch ");
            assertUndisturbed(pipeline, cluster, earlier);
        }
        cluster.assertNothingLeft();
    }

    private static void awaitInPace(ServicePipeline pipeline, int reportsBefore, Callable<Boolean> condition) {
        awaitInPace(pipeline, reportsBefore, 0, condition);
    }

    /**
     * Waits and meanwhile checks the loader's pace.
     *
     * @param reportsBefore those of the earlier run
     * @param written number of samples that already exist
     */
    private static void awaitInPace(
            ServicePipeline pipeline, int reportsBefore, int written, Callable<Boolean> condition) {
        ServicePipeline.await(() -> {
            int grown = pipeline.plain().grown(); // Read before the reports, whose number can only grow.
            if (grown > Math.max(written, mostAfter((int) pipeline.published() - reportsBefore))) {
                int trained = pipeline.metrics().size() - reportsBefore; // Reads to the end; the counter may lag.
                assertThat(grown)
                        .as("samples written when " + trained + " epochs are trained")
                        .isLessThanOrEqualTo(Math.max(written, mostAfter(trained)));
            }
            return condition.call();
        });
    }

    private static int mostAfter(int trained) {
        return (trained + 1 + AHEAD) * ServicePipeline.TRAIN;
    }

    private static void assertUndisturbed(ServicePipeline pipeline, FaultCluster cluster, List<EpochMetrics> earlier)
            throws Exception {
        PipelineResult result = pipeline.result();
        List<EpochMetrics> metrics = result.metrics();
        assertThat(metrics.subList(0, earlier.size())).isEqualTo(earlier);
        List<EpochMetrics> own = metrics.subList(earlier.size(), metrics.size());
        assertThat(own)
                .extracting(EpochMetrics::getRunId)
                .containsOnly(own.get(0).getRunId())
                .doesNotContain("", earlier.get(0).getRunId());
        new PipelineResult(result.mixed(), result.weights(), own).assertEqualTo(cluster.quiet());
    }
}

package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.faults.pipeline.ClusterExtension;
import cutmix.faults.pipeline.FaultCluster;
import cutmix.faults.pipeline.Moments;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import cutmix.schemas.EpochMetrics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several trainers of one run. */
@ExtendWith(ClusterExtension.class)
class TrainerTurnsFaultsIT {

    @Test
    void two_at_once_publish_every_epoch_once(FaultCluster cluster) throws Exception {
        try (ServicePipeline pipeline = cluster.pipeline("two-trainers")) {
            // Given
            pipeline.work();

            // When
            ServiceProcess first = pipeline.train("--checkpoint-seconds", "0");
            ServiceProcess second = pipeline.train("--checkpoint-seconds", "0");
            pipeline.load().awaitSuccess();

            // Then
            first.awaitSuccess();
            second.awaitSuccess();
            assertThat(first.output() + second.output())
                    .containsOnlyOnce("run 'run' is trained by another trainer (client trainer-");
            assertUndisturbed(pipeline, cluster);
        }
        cluster.assertNothingLeft();
    }

    @Test
    void the_second_of_two_goes_on_when_the_first_is_killed(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("killed first trainer");
        try (ServicePipeline pipeline = cluster.pipeline("killed-first-trainer")) {
            pipeline.work();
            ServiceProcess first = pipeline.train("--checkpoint-seconds", "0");
            pipeline.load().awaitSuccess();
            int step = moments.between(1, 3 * ServicePipeline.TRAIN, "SIGKILL of the first");
            ServicePipeline.await(() -> pipeline.trained() > 0);
            ServiceProcess second = pipeline.train("--checkpoint-seconds", "0");
            ServicePipeline.await(() -> pipeline.trained() >= step);

            // When
            first.kill();

            // Then
            second.awaitSuccess();
            assertThat(second.output()).contains("Resuming at epoch ");
            assertUndisturbed(pipeline, cluster);
        }
        cluster.assertNothingLeft();
    }

    @Test
    void one_that_stood_still_for_too_long_writes_nothing_after_another_has_taken_over(FaultCluster cluster)
            throws Exception {
        // Given
        Moments moments = new Moments("frozen trainer");
        try (ServicePipeline pipeline = cluster.pipeline("frozen-trainer")) {
            pipeline.work();
            ServiceProcess frozen = pipeline.train("--checkpoint-seconds", "0");
            pipeline.load().awaitSuccess();
            int step = moments.between(1, 3 * ServicePipeline.TRAIN, "SIGSTOP");
            ServicePipeline.await(() -> pipeline.trained() >= step);
            frozen.freeze();
            int reached = pipeline.trained();

            // When
            ServiceProcess next = pipeline.train("--checkpoint-seconds", "0");
            ServicePipeline.await(() -> pipeline.trained() > reached);
            frozen.thaw();

            // Then
            assertThat(frozen.exitCode()).as(frozen::output).isEqualTo(1);
            assertThat(frozen.output().lines().filter(line -> line.startsWith("error: ")))
                    .as(frozen::output)
                    .singleElement()
                    .asString()
                    .matches(
                            "error: (run 'run' is trained|the checkpoints in .* are written) by another trainer now.*");
            assertThat(frozen.output()).doesNotContain("\tat ");
            next.awaitSuccess();
            assertUndisturbed(pipeline, cluster);
        }
        cluster.assertNothingLeft();
    }

    private static void assertUndisturbed(ServicePipeline pipeline, FaultCluster cluster) throws Exception {
        pipeline.result().assertEqualTo(cluster.quiet());
        assertThat(pipeline.metrics())
                .extracting(EpochMetrics::getRunId)
                .containsOnly(pipeline.metrics().get(0).getRunId());
    }
}

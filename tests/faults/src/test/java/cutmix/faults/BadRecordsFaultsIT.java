package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.faults.pipeline.ClusterExtension;
import cutmix.faults.pipeline.FaultCluster;
import cutmix.faults.pipeline.Moments;
import cutmix.faults.pipeline.PipelineResult;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import cutmix.faults.pipeline.TornCopy;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.SamplePosition;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Torn images in the log, and workers that die while they handle them. */
@ExtendWith(ClusterExtension.class)
class BadRecordsFaultsIT {

    /** One image in the middle of an epoch, the first of a block, and the last of all. */
    private static final Set<SamplePosition> TORN = Set.of(
            new SamplePosition(1, 301),
            new SamplePosition(3, 0),
            new SamplePosition(ServicePipeline.EPOCHS, ServicePipeline.TRAIN - 1));

    @Test
    void torn_images_end_a_run_that_resumes_equally_without_them_whatever_workers_suffer(FaultCluster cluster)
            throws Exception {
        PipelineResult calm;
        try (ServicePipeline pipeline = torn(cluster, "torn-calm")) {
            pipeline.work();
            pipeline.train("--skip-bad").awaitSuccess();
            calm = pipeline.result();
        }
        assertThat(calm.mixed()).hasSize(ServicePipeline.SAMPLES - TORN.size());
        assertThat(calm.metrics()).extracting(EpochMetrics::getSkipped).containsExactly(1, 0, 1, 0, 0, 1);
        assertThat(calm.metrics())
                .extracting(metrics -> metrics.getSamples() + metrics.getSkipped())
                .containsOnly(ServicePipeline.TRAIN);

        // Given
        Moments moments = new Moments("torn images");
        try (ServicePipeline pipeline = torn(cluster, "torn")) {
            ServiceProcess trainer = pipeline.train();
            ServiceProcess first = pipeline.work();
            int moment = moments.between(1, ServicePipeline.SAMPLES / 2, "SIGKILL");

            // When
            pipeline.awaitMixed(moment);
            first.kill();
            pipeline.work();
            pipeline.work();

            // Then
            assertThat(trainer.exitCode(60)).as(trainer::output).isEqualTo(1);
            assertThat(trainer.output())
                    .contains(
                            "error: topic torn.images.train, partition 1, offset 75: epoch 1, position 301 cannot be read");
            pipeline.train("--skip-bad").awaitSuccess();
            pipeline.result().assertEqualTo(calm);
            assertThat(pipeline.deadLetters())
                    .containsExactlyInAnyOrder(
                            "topic torn.images.train, partition 1, offset 75",
                            "topic torn.images.train, partition 0, offset 300",
                            "topic torn.images.train, partition 3, offset 899");
        }
        cluster.assertNothingLeft();
    }

    private static ServicePipeline torn(FaultCluster cluster, String name) throws Exception {
        new TornCopy(cluster.broker().bootstrapServers(), new Topics("quiet."), new Topics(name + ".")).make(TORN);
        return cluster.pipeline(name);
    }
}

package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.faults.pipeline.ClusterExtension;
import cutmix.faults.pipeline.FaultCluster;
import cutmix.faults.pipeline.Moments;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A trainer that is killed or asked to end. */
@ExtendWith(ClusterExtension.class)
class TrainerFaultsIT {

    @Test
    void killed_at_a_step_a_checkpoint_and_an_epochs_end_it_reaches_the_same_weights(FaultCluster cluster)
            throws Exception {
        // Given
        Moments moments = new Moments("killed trainer");
        try (ServicePipeline pipeline = mixed(cluster, "killed-trainer")) {

            // When
            int step = moments.between(ServicePipeline.TRAIN / 5, 2 * ServicePipeline.TRAIN, "SIGKILL within an epoch");
            try (ServiceProcess trainer = trainer(pipeline)) {
                ServicePipeline.await(() -> pipeline.trained() >= step);
                trainer.kill();
            }
            try (ServiceProcess trainer = trainer(pipeline)) {
                ServicePipeline.await(() -> pipeline.trained() > step);
                ServicePipeline.await(pipeline::checkpointing);
                trainer.kill();
            }
            long published = pipeline.published();
            try (ServiceProcess trainer = trainer(pipeline)) {
                ServicePipeline.await(() -> pipeline.published() > published);
                trainer.kill();
            }

            // Then
            try (ServiceProcess trainer = trainer(pipeline)) {
                trainer.awaitSuccess();
                assertThat(trainer.output()).contains("Resuming at epoch ");
            }
            pipeline.result().assertEqualTo(cluster.quiet());
        }
        cluster.assertNothingLeft();
    }

    @Test
    void told_to_end_it_goes_on_from_where_it_stopped(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("stopped trainer");
        try (ServicePipeline pipeline = mixed(cluster, "stopped-trainer")) {
            int step = moments.between(1, 3 * ServicePipeline.TRAIN, "SIGTERM");
            ServiceProcess stopped = trainer(pipeline);
            ServicePipeline.await(() -> pipeline.trained() >= step);

            // When
            stopped.terminate();

            // Then
            assertThat(stopped.exitCode(ServicePipeline.GRACE_SECONDS))
                    .as(stopped::output)
                    .isEqualTo(143);
            trainer(pipeline).awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
        }
        cluster.assertNothingLeft();
    }

    /** A pipeline with all training data. */
    private static ServicePipeline mixed(FaultCluster cluster, String name) throws Exception {
        ServicePipeline pipeline = cluster.pipeline(name);
        pipeline.load().awaitSuccess();
        ServiceProcess worker = pipeline.work();
        pipeline.awaitMixed(ServicePipeline.SAMPLES);
        worker.kill();
        return pipeline;
    }

    /** A trainer that writes a checkpoint after each step. */
    private static ServiceProcess trainer(ServicePipeline pipeline) throws Exception {
        return pipeline.train("--checkpoint-seconds", "0");
    }
}

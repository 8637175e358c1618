package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.faults.pipeline.ClusterExtension;
import cutmix.faults.pipeline.FaultCluster;
import cutmix.faults.pipeline.Moments;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Augment workers that die, freeze, or join and leave. */
@ExtendWith(ClusterExtension.class)
class WorkerFaultsIT {

    private static final int TENTH = ServicePipeline.SAMPLES / 10;

    @Test
    void a_worker_killed_again_and_again_and_replaced_leaves_no_trace(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("killed worker");
        try (ServicePipeline pipeline = cluster.pipeline("killed-worker")) {
            ServiceProcess trainer = pipeline.train();
            pipeline.load().awaitSuccess();

            // When
            for (int tenths = 2; tenths <= 8; tenths += 2) {
                ServiceProcess worker = pipeline.work();
                pipeline.awaitMixed(moments.between(tenths * TENTH, tenths * TENTH + TENTH / 2, "SIGKILL"));
                worker.kill();
                assertThat(pipeline.mixed().samples()).hasSizeLessThan(ServicePipeline.SAMPLES);
            }
            pipeline.work();

            // Then
            trainer.awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
        }
        cluster.assertNothingLeft();
    }

    @Test
    void one_worker_then_three_then_two_write_what_one_writes(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("scaled workers");
        try (ServicePipeline pipeline = cluster.pipeline("scaled-workers")) {
            ServiceProcess trainer = pipeline.train();
            ServiceProcess first = pipeline.work();
            ServiceProcess loader = pipeline.load();
            ServicePipeline.await(() -> pipeline.plain().grown() >= TENTH);
            loader.freeze();
            assertThat(pipeline.plain().samples()).hasSizeLessThan(ServicePipeline.SAMPLES);

            // When
            pipeline.work();
            pipeline.work();
            ServicePipeline.await(() -> pipeline.working() == 3);
            loader.thaw();
            pipeline.awaitMixed(moments.between(5 * TENTH, 9 * TENTH, "SIGTERM of the first worker"));
            first.terminate();

            // Then
            assertThat(first.exitCode()).as(first::output).isEqualTo(143);
            loader.awaitSuccess();
            trainer.awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
        }
        cluster.assertNothingLeft();
    }

    @Test
    void a_worker_that_wakes_after_another_took_over_does_no_harm(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("frozen worker");
        try (ServicePipeline pipeline = cluster.pipeline("frozen-worker")) {
            ServiceProcess trainer = pipeline.train();
            pipeline.load().awaitSuccess();
            ServiceProcess frozen = pipeline.work();
            pipeline.awaitMixed(moments.between(TENTH, 4 * TENTH, "SIGSTOP"));
            frozen.freeze();
            int mixed = pipeline.mixed().samples().size();

            // When
            pipeline.work();
            pipeline.awaitMixed(mixed + moments.between(1, TENTH, "SIGCONT, beyond where the first one stood,"));
            frozen.thaw();
            ServicePipeline.await(() -> pipeline.working() == 2);

            // Then
            trainer.awaitSuccess();
            assertThat(frozen.isAlive()).as(frozen::output).isTrue();
            pipeline.result().assertEqualTo(cluster.quiet());
        }
        cluster.assertNothingLeft();
    }

    @Test
    void a_worker_told_to_end_is_followed_by_one_that_goes_on(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("stopped worker");
        try (ServicePipeline pipeline = cluster.pipeline("stopped-worker")) {
            ServiceProcess trainer = pipeline.train();
            pipeline.load().awaitSuccess();
            ServiceProcess stopped = pipeline.work();
            pipeline.awaitMixed(moments.between(TENTH, 7 * TENTH, "SIGTERM"));

            // When
            stopped.terminate();

            // Then
            assertThat(stopped.exitCode(ServicePipeline.GRACE_SECONDS))
                    .as(stopped::output)
                    .isEqualTo(143);
            assertThat(pipeline.mixed().samples()).hasSizeLessThan(ServicePipeline.SAMPLES);
            pipeline.work();
            trainer.awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
            assertThat(pipeline.mixed().records()).isEqualTo(ServicePipeline.SAMPLES);
        }
        cluster.assertNothingLeft();
    }
}

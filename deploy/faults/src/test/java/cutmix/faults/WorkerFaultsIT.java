package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Augment workers that die, stand still, or come and go. */
@ExtendWith(ClusterExtension.class)
class WorkerFaultsIT {

    private static final int TENTH = Pipeline.SAMPLES / 10;

    @Test
    void a_worker_killed_again_and_again_and_replaced_leaves_no_trace(Cluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("killed worker");
        try (Pipeline pipeline = cluster.pipeline("killed-worker")) {
            ServiceProcess trainer = pipeline.train();
            pipeline.load().awaitSuccess();

            // When
            for (int tenths = 2; tenths <= 8; tenths += 2) {
                ServiceProcess worker = pipeline.work();
                pipeline.awaitMixed(moments.between(tenths * TENTH, (tenths + 1) * TENTH, "SIGKILL"));
                worker.kill();
                System.out.println("killed at " + pipeline.mixed().samples().size());
                assertThat(pipeline.mixed().samples()).hasSizeLessThan(Pipeline.SAMPLES);
            }
            pipeline.work();

            // Then
            trainer.awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
        }
        cluster.assertNothingLeft();
    }
}

package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A loader that dies, or is told to end. */
@ExtendWith(ClusterExtension.class)
class LoaderFaultsIT {

    private static final int TENTH = Pipeline.SAMPLES / 10;

    @Test
    void killed_again_and_again_it_writes_nothing_twice_and_leaves_nothing_out(Cluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("killed loader");
        try (Pipeline pipeline = cluster.pipeline("killed-loader")) {
            ServiceProcess trainer = pipeline.train();
            pipeline.work();

            // When
            for (int tenths = 0; tenths <= 6; tenths += 3) {
                int moment = moments.between(tenths * TENTH + 1, (tenths + 1) * TENTH, "SIGKILL");
                ServiceProcess loader = pipeline.load();
                Pipeline.await(() -> pipeline.plain().grown() >= moment);
                loader.kill();
                assertThat(pipeline.plain().samples()).hasSizeLessThan(Pipeline.SAMPLES);
            }
            pipeline.load().awaitSuccess();

            // Then
            trainer.awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
            assertThat(pipeline.plain().samples()).hasSize(Pipeline.SAMPLES);
            assertThat(pipeline.plain().records()).isEqualTo(Pipeline.SAMPLES);
        }
        cluster.assertNothingLeft();
    }

    @Test
    void told_to_end_it_goes_on_when_it_is_started_again(Cluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("stopped loader");
        try (Pipeline pipeline = cluster.pipeline("stopped-loader")) {
            ServiceProcess trainer = pipeline.train();
            pipeline.work();
            int moment = moments.between(1, 4 * TENTH, "SIGTERM");
            ServiceProcess stopped = pipeline.load();
            Pipeline.await(() -> pipeline.plain().grown() >= moment);

            // When
            stopped.terminate();

            // Then
            assertThat(stopped.exitCode(Pipeline.GRACE_SECONDS))
                    .as(stopped::output)
                    .isEqualTo(143);
            pipeline.load().awaitSuccess();
            trainer.awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
            assertThat(pipeline.plain().samples()).hasSize(Pipeline.SAMPLES);
            assertThat(pipeline.plain().records()).isEqualTo(Pipeline.SAMPLES);
        }
        cluster.assertNothingLeft();
    }
}

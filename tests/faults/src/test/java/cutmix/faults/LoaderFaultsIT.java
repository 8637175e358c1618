package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.faults.pipeline.ClusterExtension;
import cutmix.faults.pipeline.FaultCluster;
import cutmix.faults.pipeline.Moments;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A loader that is killed or asked to end. */
@ExtendWith(ClusterExtension.class)
class LoaderFaultsIT {

    private static final int TENTH = ServicePipeline.SAMPLES / 10;

    @Test
    void killed_again_and_again_it_writes_nothing_twice_and_leaves_nothing_out(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("killed loader");
        try (ServicePipeline pipeline = cluster.pipeline("killed-loader")) {
            ServiceProcess trainer = pipeline.train();
            pipeline.work();

            // When
            for (int tenths = 0; tenths <= 6; tenths += 3) {
                int moment = moments.between(tenths * TENTH + 1, (tenths + 1) * TENTH, "SIGKILL");
                ServiceProcess loader = pipeline.loadInShortSession();
                ServicePipeline.await(() -> pipeline.plain().grown() >= moment);
                loader.kill();
                assertThat(pipeline.plain().samples()).hasSizeLessThan(ServicePipeline.SAMPLES);
            }
            pipeline.loadInShortSession().awaitSuccess();

            // Then
            trainer.awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
            assertWrittenOnce(pipeline);
        }
        cluster.assertNothingLeft();
    }

    @Test
    void told_to_end_it_goes_on_when_it_is_started_again(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("stopped loader");
        try (ServicePipeline pipeline = cluster.pipeline("stopped-loader")) {
            ServiceProcess trainer = pipeline.train();
            pipeline.work();
            int moment = moments.between(1, 4 * TENTH, "SIGTERM");
            ServiceProcess stopped = pipeline.loadInShortSession();
            ServicePipeline.await(() -> pipeline.plain().grown() >= moment);

            // When
            stopped.terminate();

            // Then
            assertThat(stopped.exitCode(ServicePipeline.GRACE_SECONDS))
                    .as(stopped::output)
                    .isEqualTo(143);
            pipeline.loadInShortSession().awaitSuccess();
            trainer.awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
            assertWrittenOnce(pipeline);
        }
        cluster.assertNothingLeft();
    }

    @Test
    void two_at_once_write_every_image_once(FaultCluster cluster) throws Exception {
        try (ServicePipeline pipeline = cluster.pipeline("two-loaders")) {
            // Given
            ServiceProcess trainer = pipeline.train();
            pipeline.work();

            // When
            ServiceProcess first = pipeline.loadInShortSession();
            ServiceProcess second = pipeline.loadInShortSession();

            // Then
            first.awaitSuccess();
            second.awaitSuccess();
            trainer.awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
            assertWrittenOnce(pipeline);
        }
        cluster.assertNothingLeft();
    }

    @Test
    void one_that_stood_still_for_too_long_writes_nothing_after_another_has_taken_over(FaultCluster cluster)
            throws Exception {
        // Given
        Moments moments = new Moments("frozen loader");
        try (ServicePipeline pipeline = cluster.pipeline("frozen-loader")) {
            ServiceProcess trainer = pipeline.train();
            pipeline.work();
            int moment = moments.between(1, 3 * TENTH, "SIGSTOP");
            ServiceProcess frozen = pipeline.loadInShortSession();
            ServicePipeline.await(() -> pipeline.plain().grown() >= moment);
            frozen.freeze();
            int reached = pipeline.plain().samples().size();
            assertThat(reached).isLessThan(ServicePipeline.SAMPLES);

            // When
            ServiceProcess next = pipeline.loadInShortSession();
            ServicePipeline.await(() -> pipeline.plain().grown() > reached);
            frozen.thaw();

            // Then
            assertThat(frozen.exitCode()).as(frozen::output).isEqualTo(1);
            assertThat(frozen.output().lines())
                    .filteredOn(line -> !line.startsWith("frozen-loader.images.train  epoch "))
                    .as(frozen::output)
                    .singleElement()
                    .asString()
                    .startsWith("error: this loader was paused, or could not reach Kafka, for more than 6 s");
            next.awaitSuccess();
            assertThat(next.output()).contains("another loader is writing to these topics");
            trainer.awaitSuccess();
            pipeline.result().assertEqualTo(cluster.quiet());
            assertWrittenOnce(pipeline);
        }
        cluster.assertNothingLeft();
    }

    private static void assertWrittenOnce(ServicePipeline pipeline) {
        assertThat(pipeline.plain().samples()).hasSize(ServicePipeline.SAMPLES);
        assertThat(pipeline.plain().records()).isEqualTo(ServicePipeline.SAMPLES);
    }
}

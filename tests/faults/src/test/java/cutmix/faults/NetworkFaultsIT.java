package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.faults.network.Network;
import cutmix.faults.pipeline.ClusterExtension;
import cutmix.faults.pipeline.FaultCluster;
import cutmix.faults.pipeline.Moments;
import cutmix.faults.pipeline.Service;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A network between the services and their broker that is slow, breaks connections, or drops everything. */
@ExtendWith(ClusterExtension.class)
class NetworkFaultsIT {

    private static final int TENTH = ServicePipeline.SAMPLES / 10;
    private static final Duration DELAY = Duration.ofMillis(300);

    /** Longer than the worker's group timeout, and than three request timeouts. */
    private static final Duration SILENCE = Duration.ofSeconds(15);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void a_slow_network_changes_nothing(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("slow network");
        try (Network network = Network.start(folder.resolve("broker"));
                ServicePipeline pipeline = network.pipeline(folder.resolve("run"))) {
            ServiceProcess trainer = pipeline.train();
            ServiceProcess worker = pipeline.work();
            ServiceProcess loader = pipeline.load();
            int loaded = moments.between(1, 3 * TENTH, "delay while images are loaded");
            ServicePipeline.await(() -> pipeline.plain().grown() >= loaded);

            // When
            network.delay(DELAY);
            assertThat(loader.isAlive()).as(loader::output).isTrue();
            int trained = moments.between(2, 4, "end of the delay, in epochs,");
            ServicePipeline.await(() -> pipeline.published() >= trained);
            network.delay(Duration.ZERO);

            // Then
            assertUnharmed(pipeline, cluster, loader, worker, trainer);
        }
        cluster.assertNothingLeft();
    }

    @Test
    void connections_that_break_again_and_again_are_made_again(FaultCluster cluster) throws Exception {
        // Given
        Moments moments = new Moments("broken connections");
        try (Network network = Network.start(folder.resolve("broker"));
                ServicePipeline pipeline = network.pipeline(folder.resolve("run"))) {
            ServiceProcess trainer = pipeline.train("--checkpoint-seconds", "1");
            ServiceProcess worker = pipeline.work();
            ServiceProcess loader = pipeline.load();

            // When
            for (int tenths = 0; tenths <= 4; tenths += 2) {
                int loaded = moments.between(tenths * TENTH + 1, (tenths + 1) * TENTH, "RST while images are loaded");
                ServicePipeline.await(() -> pipeline.plain().grown() >= loaded);
                breakConnections(network, Service.LOADER);
            }
            for (int tenths = 5; tenths <= 9; tenths += 2) {
                int mixed = moments.between(tenths * TENTH + 1, (tenths + 1) * TENTH, "RST while images are mixed");
                pipeline.awaitMixed(mixed);
                breakConnections(network, Service.AUGMENT);
            }
            for (int epoch = 1; epoch <= 4; epoch++) {
                int trained = moments.between(
                        (epoch - 1) * ServicePipeline.TRAIN + 1,
                        epoch * ServicePipeline.TRAIN,
                        "RST while a network is trained");
                ServicePipeline.await(() -> pipeline.trained() >= trained);
                breakConnections(network, Service.TRAINER);
            }

            // Then
            assertUnharmed(pipeline, cluster, loader, worker, trainer);
        }
        cluster.assertNothingLeft();
    }

    @Test
    void a_network_that_swallows_everything_for_longer_than_clients_wait_is_waited_for(FaultCluster cluster)
            throws Exception {
        // Given
        Moments moments = new Moments("silent network");
        try (Network network = Network.start(folder.resolve("broker"));
                ServicePipeline pipeline = network.pipeline(folder.resolve("run"))) {
            ServiceProcess trainer = pipeline.train();
            ServiceProcess worker = pipeline.work();
            ServiceProcess loader = pipeline.load();
            int loaded = moments.between(TENTH, 3 * TENTH, "silence while images are loaded");
            ServicePipeline.await(() -> pipeline.plain().grown() >= loaded);

            // When
            network.hold(SILENCE, Service.LOADER);
            assertThat(pipeline.plain().samples()).hasSizeLessThan(ServicePipeline.SAMPLES);
            pipeline.awaitMixed(moments.between(4 * TENTH, 6 * TENTH, "silence while images are mixed"));
            network.hold(SILENCE, Service.AUGMENT);
            assertThat(pipeline.mixed().samples()).hasSizeLessThan(ServicePipeline.SAMPLES);
            int trained = moments.between(1, 3, "silence while a network is trained, in epochs,");
            ServicePipeline.await(() -> pipeline.published() >= trained);
            network.hold(SILENCE, Service.TRAINER);

            // Then
            assertUnharmed(pipeline, cluster, loader, worker, trainer);
        }
        cluster.assertNothingLeft();
    }

    @Test
    void a_worker_that_waits_for_the_loader_waits_for_a_silent_network_too(FaultCluster cluster) throws Exception {
        // Given
        try (Network network = Network.start(folder.resolve("broker"));
                ServicePipeline pipeline = network.pipeline(folder.resolve("run"))) {
            ServiceProcess worker = pipeline.work();
            ServicePipeline.await(() -> worker.output().contains("Waiting for the loader"));

            // When
            network.hold(SILENCE, Service.AUGMENT);

            // Then
            ServiceProcess loader = pipeline.load();
            assertUnharmed(pipeline, cluster, loader, worker, pipeline.train());
        }
        cluster.assertNothingLeft();
    }

    @Test
    void a_loader_that_gives_up_in_a_silent_network_goes_on_when_it_is_started_again(FaultCluster cluster)
            throws Exception {
        // Given
        Moments moments = new Moments("loader that gives up");
        try (Network network = Network.start(folder.resolve("broker"));
                ServicePipeline pipeline = network.pipeline(folder.resolve("run"))) {
            ServiceProcess trainer = pipeline.train();
            ServiceProcess worker = pipeline.work();
            ServiceProcess gaveUp = pipeline.load(Map.of(
                    "MP_MESSAGING_OUTGOING_IMAGES_DELIVERY_TIMEOUT_MS",
                    "" + Network.REQUEST_TIMEOUT.plusSeconds(2).toMillis()));
            int loaded = moments.between(TENTH, 4 * TENTH, "silence while images are loaded");
            ServicePipeline.await(() -> pipeline.plain().grown() >= loaded);

            // When
            network.to(Service.LOADER).hold();

            // Then
            assertThat(gaveUp.exitCode()).as(gaveUp::output).isEqualTo(1);
            assertThat(gaveUp.output().lines())
                    .singleElement()
                    .asString()
                    .matches("error: Kafka at localhost:\\d+ did not accept all records .*, then run again to resume");
            network.to(Service.LOADER).release();
            assertUnharmed(pipeline, cluster, pipeline.load(), worker, trainer);
        }
        cluster.assertNothingLeft();
    }

    /** Breaks all connections, of which there must be at least one. */
    private static void breakConnections(Network network, Service service) {
        ServicePipeline.await(() -> network.to(service).reset() > 0);
    }

    private static void assertUnharmed(
            ServicePipeline pipeline,
            FaultCluster cluster,
            ServiceProcess loader,
            ServiceProcess worker,
            ServiceProcess trainer)
            throws Exception {
        loader.awaitSuccess();
        trainer.awaitSuccess();
        assertThat(worker.isAlive()).as(worker::output).isTrue();
        for (ServiceProcess process : List.of(loader, worker, trainer)) {
            assertThat(process.output().lines()).noneMatch(line -> line.startsWith("\tat "));
        }
        pipeline.result().assertEqualTo(cluster.quiet());
        assertThat(pipeline.plain().samples()).hasSize(ServicePipeline.SAMPLES);
        assertThat(pipeline.plain().records()).isEqualTo(ServicePipeline.SAMPLES);
    }
}

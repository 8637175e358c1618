package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import cutmix.faults.pipeline.ClusterExtension;
import cutmix.faults.pipeline.FaultCluster;
import cutmix.faults.pipeline.Moments;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A broker that dies or stops while all services run. */
@ExtendWith(ClusterExtension.class)
class BrokerFaultsIT {

    private static final Path HOME = Path.of(System.getProperty(KafkaBroker.HOME_PROPERTY));
    private static final int TENTH = ServicePipeline.SAMPLES / 10;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    @Test
    void a_broker_killed_during_loading_and_stopped_during_training_loses_nothing(FaultCluster cluster)
            throws Exception {
        // Given
        Moments moments = new Moments("killed broker");
        int port = KafkaBroker.freePort();
        KafkaBroker broker = KafkaBroker.start(HOME, folder, port);
        try (ServicePipeline pipeline = new ServicePipeline(broker.bootstrapServers(), "", folder.resolve("run"))) {
            ServiceProcess worker = pipeline.work();
            ServiceProcess trainer = pipeline.train();
            ServiceProcess loader = pipeline.load();
            int loaded = moments.between(1, 3 * TENTH, "SIGKILL while images are loaded");
            ServicePipeline.await(() -> pipeline.plain().grown() >= loaded);

            // When
            broker.process().destroyForcibly().onExit().join();
            assertThat(loader.isAlive()).as(loader::output).isTrue();
            broker = KafkaBroker.start(HOME, folder, port);
            pipeline.awaitMixed(moments.between(4 * TENTH, 7 * TENTH, "SIGKILL while images are mixed"));
            broker.process().destroyForcibly().onExit().join();
            broker = KafkaBroker.start(HOME, folder, port);

            // Then
            loader.awaitSuccess();
            pipeline.awaitMixed(ServicePipeline.SAMPLES);
            trainer = running(trainer, pipeline);

            // When
            int moment = moments.between(1, 3, "end of the broker, in epochs,");
            ServicePipeline.await(() -> pipeline.published() >= moment);
            broker.close();
            broker = KafkaBroker.start(HOME, folder, port);

            // Then
            trainer.awaitSuccess();
            assertThat(worker.isAlive()).as(worker::output).isTrue();
            pipeline.result().assertEqualTo(cluster.quiet());
            assertThat(pipeline.plain().samples()).hasSize(ServicePipeline.SAMPLES);
            assertThat(pipeline.plain().records()).isEqualTo(ServicePipeline.SAMPLES);
        } finally {
            broker.close();
        }
        cluster.assertNothingLeft();
    }

    /** A trainer that starts without a broker may give up and is then restarted. */
    private static ServiceProcess running(ServiceProcess trainer, ServicePipeline pipeline) throws Exception {
        if (trainer.isAlive()) {
            return trainer;
        }
        assertThat(trainer.output().lines().filter(line -> line.startsWith("error: ")))
                .as(trainer::output)
                .singleElement()
                .asString()
                .contains("did not answer within");
        return pipeline.train();
    }
}

package cutmix.faults.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.KafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;

/**
 * Shared resources of the fault tests.
 *
 * @param quiet the results of a fault-free run
 */
public record FaultCluster(Path folder, KafkaBroker broker, PipelineResult quiet) implements AutoCloseable {

    public static FaultCluster start() throws Exception {
        Path folder = Files.createTempDirectory("faults");
        KafkaBroker broker = KafkaBroker.start(folder.resolve("broker"));
        try (ServicePipeline pipeline =
                new ServicePipeline(broker.bootstrapServers(), "quiet", folder.resolve("quiet"))) {
            ServiceProcess trainer = pipeline.train();
            pipeline.work();
            pipeline.load().awaitSuccess();
            trainer.awaitSuccess();
            PipelineResult quiet = pipeline.result();
            assertThat(quiet.mixed()).hasSize(ServicePipeline.SAMPLES);
            assertThat(quiet.metrics()).hasSize(ServicePipeline.EPOCHS);
            return new FaultCluster(folder, broker, quiet);
        } catch (Exception | AssertionError e) {
            broker.close();
            throw e;
        }
    }

    /** A pipeline on the shared broker. */
    public ServicePipeline pipeline(String name) throws IOException {
        return new ServicePipeline(broker.bootstrapServers(), name, folder.resolve(name));
    }

    /** Checks that the services have left no processes. */
    public void assertNothingLeft() {
        assertThat(ProcessHandle.current().descendants().map(ProcessHandle::pid))
                .isEqualTo(List.of(broker.process().pid()));
    }

    @Override
    public void close() {
        broker.close();
        try {
            FileUtils.deleteDirectory(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

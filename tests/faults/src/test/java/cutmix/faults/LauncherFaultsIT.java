package cutmix.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.faults.pipeline.ClusterExtension;
import cutmix.faults.pipeline.FaultCluster;
import cutmix.faults.pipeline.Moments;
import cutmix.faults.pipeline.ServicePipeline;
import cutmix.faults.pipeline.ServiceProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A launcher that is killed and cannot stop its child processes. */
@ExtendWith(ClusterExtension.class)
class LauncherFaultsIT {

    private static final Path LAUNCHER =
            Path.of("../../cutmix").toAbsolutePath().normalize();
    private static final String NAME = "killed-launcher";
    /** A child that has not ended by then counts as one that never ends. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void killed_in_the_midst_of_training_it_leaves_no_process_and_a_run_that_can_go_on(FaultCluster cluster)
            throws Exception {
        // Given
        Moments moments = new Moments("killed launcher");
        int epoch = moments.between(1, ServicePipeline.EPOCHS, "SIGKILL in epoch");
        Process launcher = launch();
        List<ProcessHandle> children;
        try {
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(output())
                    .contains("cutmix     | Epoch " + epoch + "/" + ServicePipeline.EPOCHS));
            children = launcher.descendants().toList();
            // broker, worker, trainer; the loader may have finished
            assertThat(children).hasSizeGreaterThanOrEqualTo(3);
        } finally {

            // When
            launcher.destroyForcibly().waitFor();
        }

        // Then
        await().atMost(SOON).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        cluster.assertNothingLeft();
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"));
                ServicePipeline pipeline =
                        ServicePipeline.begun(broker.bootstrapServers(), NAME, NAME + "-cutmix", folder)) {
            pipeline.load().awaitSuccess();
            pipeline.work();
            ServiceProcess trainer = pipeline.train();
            trainer.awaitSuccess();
            assertThat(trainer.output()).contains("Resuming at epoch ");
            pipeline.result().assertEqualTo(cluster.quiet());
        }
    }

    /** The fault-free run, started by the launcher. */
    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        LAUNCHER.toString(),
                        "run",
                        "--out",
                        folder.toString(),
                        "--run",
                        NAME,
                        "--paths",
                        "cutmix",
                        "--epochs",
                        "" + ServicePipeline.EPOCHS,
                        "--train-limit",
                        "" + ServicePipeline.TRAIN,
                        "--test-limit",
                        "" + ServicePipeline.TEST,
                        "--partitions",
                        "" + ServicePipeline.PARTITIONS,
                        "--depth",
                        "8",
                        "--threads",
                        "1")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("launcher.log").toFile());
        builder.environment().put("CUTMIX_TOPIC_PREFIX", NAME + ".");
        builder.environment().put("CUTMIX_AUGMENT_BLOCK_SIZE", "" + ServicePipeline.BLOCK_SIZE);
        return builder.start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("launcher.log"));
    }
}

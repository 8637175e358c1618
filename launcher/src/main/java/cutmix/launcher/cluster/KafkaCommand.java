package cutmix.launcher.cluster;

import cutmix.broker.StartDeadline;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.option.OptionRule;
import cutmix.launcher.option.StartTimeout;
import cutmix.process.option.NumberOption;
import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.UserException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "kafka",
        sortOptions = false,
        description = "Run a Kafka broker, and on request a schema registry, on this machine until stopped.")
public final class KafkaCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "19092",
            description = "Port of the broker (default: ${DEFAULT-VALUE}; a free port if it is in use).")
    int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the data in this folder, and serve data that is already there, for example that of "
                    + "./cutmix run --keep-data (default: the data is deleted at the end).")
    Path data;

    @Option(names = "--registry", description = "Start a schema registry, too; it stores its schemas in Kafka.")
    boolean registry;

    @Option(
            names = "--registry-port",
            paramLabel = "N",
            defaultValue = "8081",
            description = "Port of the registry (default: ${DEFAULT-VALUE}; a free port if it is in use).")
    int registryPort;

    @Override
    public Integer call() throws InterruptedException {
        OptionRule.number(NumberOption.PORT, port);
        OptionRule.number(NumberOption.REGISTRY_PORT, registryPort);
        Duration timeout = StartTimeout.of(System.getenv());
        DataFolder folder = data == null ? DataFolder.removed() : DataFolder.kept(data);
        PrintWriter out = spec.commandLine().getOut();
        StartDeadline deadline = StartDeadline.of(timeout, line -> {
            out.println(line);
            out.flush();
        });
        LocalCluster cluster = new LocalCluster(Installation.configured(), folder, deadline);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(cluster), "end"));
        cluster.startBroker(port);
        if (registry) {
            cluster.startRegistry(registryPort);
        }
        cluster.describe().forEach(out::println);
        out.flush();
        cluster.awaitEnd();
        return 0;
    }

    private void close(LocalCluster cluster) {
        try {
            cluster.close();
        } catch (UserException e) {
            spec.commandLine().getErr().println(FailureLine.of(e));
        }
    }
}

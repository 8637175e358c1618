package cutmix.launcher.cluster;

import cutmix.broker.KafkaBroker;
import cutmix.broker.SchemaRegistry;
import cutmix.broker.StartDeadline;
import cutmix.launcher.installation.Installation;
import cutmix.process.OrderlyStop;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** A broker and, optionally, a schema registry that run as child processes. */
final class LocalCluster implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private static final Set<String> OF_THE_REGISTRY =
            Set.of("kafkasql-journal", "kafkasql-snapshots", "registry-events");

    private final Installation installation;
    private final DataFolder folder;
    private final StartDeadline deadline;
    private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private KafkaBroker broker;
    private SchemaRegistry registry;
    private boolean closed;
    private boolean failed;

    /** @param deadline time limit for the start of each of the two */
    LocalCluster(Installation installation, DataFolder folder, StartDeadline deadline) {
        this.installation = installation;
        this.folder = folder;
        this.deadline = deadline;
    }

    /** @param port preferred port */
    synchronized void startBroker(int port) throws InterruptedException {
        requireOpen();
        try {
            broker = KafkaBroker.startPreferring(installation.brokerHome(), folder.kafka(), port, deadline);
        } catch (IOException e) {
            failed = true;
            throw new UserException("no Kafka broker: " + e.getMessage(), e);
        }
        watch(broker.process(), broker::endReason);
    }

    /** @param port preferred port */
    synchronized void startRegistry(int port) throws InterruptedException {
        requireOpen();
        try {
            registry = SchemaRegistry.startOver(
                    broker.bootstrapServers(), installation.registryHome(), folder.kafka(), port, deadline);
        } catch (IOException e) {
            failed = true;
            throw new UserException("no schema registry: " + e.getMessage(), e);
        }
        watch(registry.process(), registry::endReason);
    }

    /** The user may stop this process during the start. */
    private void requireOpen() throws InterruptedException {
        if (closed) {
            throw new InterruptedException("stopped while it started");
        }
    }

    private void watch(Process process, Supplier<String> reason) {
        process.onExit().thenAccept(ended -> {
            // The terminal sends Ctrl-C to the children, too.
            if (ended.exitValue() != ExitCode.INTERRUPTED.code() && !OrderlyStop.isUnderWay()) {
                ends.add(reason.get());
            }
        });
    }

    /** Returns lines that describe the running servers, their addresses, and how to use them. */
    List<String> describe() {
        String servers = broker.bootstrapServers();
        List<String> lines = new ArrayList<>();
        lines.add("Kafka at " + servers + ", its data " + (folder.outer().isPresent() ? "until it ends" : "kept")
                + " in " + folder.kafka() + ", its log " + broker.log());
        if (registry != null) {
            lines.add("Schema registry at " + registry.url() + ", for clients of Confluent's API at "
                    + registry.confluentUrl() + ", its log " + registry.log());
        }
        List<String> topics = topics();
        lines.add(topics.isEmpty() ? "No topics yet" : "Topics: " + String.join(", ", topics));
        lines.add("");
        lines.add("Next, in another terminal:");
        lines.add("  export " + EnvironmentVariables.BOOTSTRAP_SERVERS + "=" + servers);
        if (registry != null) {
            lines.add("  export " + EnvironmentVariables.REGISTRY_URL + "=" + registry.url());
        }
        lines.add("  ./cutmix run --bootstrap-servers " + servers);
        lines.add("  ./cutmix topics create --bootstrap-servers " + servers);
        lines.add("  ./cutmix tail --bootstrap-servers " + servers);
        lines.add("Ctrl-C ends it.");
        return lines;
    }

    private List<String> topics() {
        String servers = broker.bootstrapServers();
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis()),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(TIMEOUT.toMillis())))) {
            return admin.listTopics().names().get().stream()
                    .filter(topic -> !OF_THE_REGISTRY.contains(topic))
                    .sorted()
                    .toList();
        } catch (ExecutionException e) {
            throw BrokerFailure.of(servers, TIMEOUT, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka at " + servers + ": start again", e);
        }
    }

    /**
     * Waits as long as both are running.
     *
     * @throws UserException if one of them ends by itself; states the reason and the log
     */
    void awaitEnd() throws InterruptedException {
        String reason = ends.take();
        synchronized (this) {
            failed = true;
        }
        throw new UserException(reason);
    }

    /**
     * Stops both, and removes the data unless it is kept. After a failure, keeps the logs.
     *
     * @throws UserException if the data cannot be removed
     */
    @Override
    public synchronized void close() {
        closed = true;
        if (registry != null) {
            registry.close();
        }
        if (broker != null) {
            broker.close();
        }
        folder.close(failed);
    }
}

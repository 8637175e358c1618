package cutmix.bench;

import cutmix.broker.KafkaBroker;
import cutmix.local.ChildProcess;
import cutmix.local.Installation;
import cutmix.schemas.UserException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker with services and other processes beside it; all of them end with this. */
final class Cluster implements AutoCloseable {

    static final int PARTITIONS = 8;

    private static final long STOP_SECONDS = 10;

    private final Installation installation;
    private final Path folder;
    private final KafkaBroker broker;
    private final List<ChildProcess> children = new ArrayList<>();

    Cluster(Installation installation, Path folder) throws IOException, InterruptedException {
        this.installation = installation;
        this.folder = folder;
        this.broker = KafkaBroker.start(installation.brokerHome(), folder.resolve("kafka"), KafkaBroker.freePort());
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Map<String, Object> clientConfig() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    /**
     * Starts a service.
     *
     * @param prefix of its topics
     */
    ChildProcess service(String service, String prefix, List<String> arguments) throws IOException {
        return process(installation.command(service, arguments), prefix, line -> {});
    }

    /** Starts another Java program on this one's class path. */
    ChildProcess java(Class<?> program, List<String> arguments, Consumer<String> output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(arguments);
        return process(command, "", output);
    }

    private ChildProcess process(List<String> command, String prefix, Consumer<String> output) throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers()));
        if (!prefix.isEmpty()) {
            environment.put("CUTMIX_TOPIC_PREFIX", prefix);
        }
        String name = "process-" + children.size();
        ChildProcess child = ChildProcess.start(name, command, environment, folder.resolve(name + ".log"), output);
        children.add(child);
        return child;
    }

    /** Waits until a process has ended well. */
    static void await(ChildProcess child) throws InterruptedException {
        if (child.exitCode() != 0) {
            throw new UserException(child.failure());
        }
    }

    static void stop(ChildProcess child) throws InterruptedException {
        child.terminate();
        child.awaitEnd(STOP_SECONDS);
    }

    void createTopic(String topic) throws InterruptedException {
        try (Admin admin = Admin.create(clientConfig())) {
            admin.createTopics(Set.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() {
        children.forEach(ChildProcess::terminate);
        try {
            for (ChildProcess child : children) {
                child.awaitEnd(STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            broker.close();
        }
    }
}

package cutmix.bench;

import cutmix.broker.KafkaBroker;
import cutmix.launcher.child.ChildProcess;
import cutmix.launcher.installation.Installation;
import cutmix.process.OrderlyStop;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A broker with services and other processes; closing ends all of them. */
final class Cluster implements AutoCloseable {

    static final int PARTITIONS = 8;

    private final Installation installation;
    private final Path folder;
    private final KafkaBroker broker;
    private final List<ChildProcess> children = new ArrayList<>();

    Cluster(Installation installation, Path folder) throws IOException, InterruptedException {
        this.installation = installation;
        this.folder = Files.createDirectories(folder);
        this.broker = KafkaBroker.start(installation.brokerHome(), folder.resolve("kafka"), KafkaBroker.freePort());
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Map<String, Object> clientConfig() {
        return Map.of("bootstrap.servers", bootstrapServers());
    }

    /** Returns the broker's processor time so far. */
    Duration brokerProcessorTime() {
        return broker.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Bytes of a topic's records on the broker's disk. */
    long diskBytes(String topic) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("kafka/data"))) {
            return files.filter(file -> file.getFileName().toString().endsWith(".log"))
                    .filter(file -> file.getParent().getFileName().toString().matches(Pattern.quote(topic) + "-\\d+"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    /**
     * Starts a service.
     *
     * @param prefix prefix of its topics
     * @param environment further variables
     */
    ChildProcess service(String service, String prefix, List<String> arguments, Map<String, String> environment)
            throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        if (!prefix.isEmpty()) {
            all.put(EnvironmentVariables.TOPIC_PREFIX, prefix);
        }
        return process(installation.command(service, arguments), all, line -> {});
    }

    ChildProcess service(String service, String prefix, List<String> arguments) throws IOException {
        return service(service, prefix, arguments, Map.of());
    }

    /** Starts another Java program on this class path. */
    ChildProcess java(Class<?> program, List<String> arguments, Consumer<String> output) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(arguments);
        return process(command, Map.of(), output);
    }

    private ChildProcess process(List<String> command, Map<String, String> environment, Consumer<String> output)
            throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put(EnvironmentVariables.BOOTSTRAP_SERVERS, bootstrapServers());
        String name = "process-" + children.size();
        ChildProcess child = ChildProcess.start(name, command, all, folder.resolve(name + ".log"), output);
        children.add(child);
        return child;
    }

    /** Waits until a process has ended with code 0. */
    static void await(ChildProcess child) throws InterruptedException {
        if (child.exitCode() != 0) {
            throw new UserException(child.failure());
        }
    }

    static void stop(ChildProcess child) throws InterruptedException {
        child.terminate();
        child.awaitEnd(OrderlyStop.LIMIT);
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
                child.awaitEnd(OrderlyStop.LIMIT);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            broker.close();
        }
    }
}

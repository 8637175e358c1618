package cutmix.local;

import cutmix.broker.KafkaBroker;
import cutmix.schemas.UserException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** The brokers of a run: some that exist, or one that is started for it and ends with it. */
sealed interface RunBroker extends AutoCloseable {

    String bootstrapServers();

    /**
     * Returns when a broker that was started for this run serves.
     *
     * @throws UserException if it does not
     */
    void awaitServing() throws InterruptedException;

    /** What the services have to know to reach it, some of them before it serves. */
    Map<String, String> clientEnvironment();

    /** Calls {@code action} when a broker that was started for this run ends. */
    void onExit(Runnable action);

    @Override
    void close();

    /** As the plan wants it. */
    static RunBroker open(Installation installation, RunPlan plan) {
        RunPlan.Processes processes = plan.processes();
        if (processes.bootstrapServers() != null) {
            return new Existing(processes.bootstrapServers());
        }
        int port = isFree(processes.brokerPort()) ? processes.brokerPort() : KafkaBroker.freePort();
        return new Starting(
                port,
                CompletableFuture.supplyAsync(() -> start(installation.brokerHome(), plan.brokerFolder(), port)),
                plan);
    }

    private static KafkaBroker start(Path home, Path folder, int port) {
        try {
            return KafkaBroker.start(home, folder, port);
        } catch (IOException e) {
            throw new UserException("no Kafka broker: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("no Kafka broker: its start was interrupted", e);
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Brokers that somebody else runs. */
    record Existing(String bootstrapServers) implements RunBroker {

        @Override
        public void awaitServing() {}

        @Override
        public Map<String, String> clientEnvironment() {
            return Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        }

        @Override
        public void onExit(Runnable action) {}

        @Override
        public void close() {}
    }

    /** A broker of this run's own. It starts beside the services, which wait for it. */
    record Starting(int port, CompletableFuture<KafkaBroker> broker, RunPlan plan) implements RunBroker {

        /** Longer than {@link KafkaBroker#start} waits: it is the broker's start that fails then, not a service. */
        private static final String PATIENCE = "90s";

        private static final String RECONNECT_MILLIS = "200";

        @Override
        public String bootstrapServers() {
            return "localhost:" + port;
        }

        @Override
        public void awaitServing() throws InterruptedException {
            try {
                broker.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof UserException failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            }
        }

        @Override
        public Map<String, String> clientEnvironment() {
            return Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers(),
                    "KAFKA_RECONNECT_BACKOFF_MAX_MS", RECONNECT_MILLIS,
                    "CUTMIX_BROKER_TIMEOUT", PATIENCE,
                    "CUTMIX_LOADER_BROKER_TIMEOUT", PATIENCE);
        }

        @Override
        public void onExit(Runnable action) {
            broker.thenAccept(started -> started.process().onExit().thenRun(action));
        }

        @Override
        public void close() {
            broker.handle((started, failure) -> started)
                    .thenAccept(started -> {
                        if (started != null) {
                            started.close();
                        }
                    })
                    .join();
            discardData(plan);
        }
    }

    /** Removes the data of a broker that was started for this run and has ended, unless the plan keeps it. */
    static void discardData(RunPlan plan) {
        Path data = plan.brokerFolder().resolve("data");
        if (plan.processes().keepData() || !Files.exists(data)) {
            return;
        }
        try (Stream<Path> files = Files.walk(data)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UserException("the broker's data in " + data + " could not be removed: " + e.getMessage(), e);
        }
    }
}

package cutmix.peers.brokers;

import cutmix.broker.KafkaBroker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;

/**
 * A one-node broker of another Kafka version, from the jars that the module of that version copies.
 *
 * @param version from the name of its jar
 */
record OtherBroker(String version, Process process, int port) implements AutoCloseable {

    /**
     * Starts a broker and waits until it serves.
     *
     * @param module of the jars
     * @param folder takes data, configuration and log
     */
    static OtherBroker start(String module, Path folder) throws IOException, InterruptedException {
        Path lib = Path.of(module, "target/lib").toAbsolutePath();
        Files.createDirectories(folder);
        int port = KafkaBroker.freePort();
        Path properties = properties(folder, port);
        Path log = folder.resolve("broker.log");
        String cluster = Uuid.randomUuid().toString();
        Process format =
                java(lib, log, "kafka.tools.StorageTool", "format", "-t", cluster, "-c", properties.toString());
        if (!format.waitFor(1, TimeUnit.MINUTES) || format.exitValue() != 0) {
            format.destroyForcibly();
            throw new IOException("the storage cannot be formatted: " + Files.readString(log));
        }
        OtherBroker broker = new OtherBroker(version(lib), java(lib, log, "kafka.Kafka", properties.toString()), port);
        try {
            Awaitility.await().atMost(1, TimeUnit.MINUTES).until(() -> broker.serves(log));
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
        return broker;
    }

    String bootstrapServers() {
        return "localhost:" + port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** While a broker starts, clients see no nodes. */
    private boolean serves(Path log) throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the broker ended: " + Files.readString(log));
        }
        Map<String, Object> client = Map.of(
                "bootstrap.servers", bootstrapServers(), "request.timeout.ms", 2000, "default.api.timeout.ms", 2000);
        try (Admin admin = Admin.create(client)) {
            return !admin.describeCluster().nodes().get().isEmpty();
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static Path properties(Path folder, int port) throws IOException {
        Properties properties = new Properties();
        try (InputStream defaults = KafkaBroker.class.getResourceAsStream("server.properties")) {
            properties.load(defaults);
        }
        String controller = "localhost:" + KafkaBroker.freePort();
        properties.setProperty("controller.quorum.voters", "1@" + controller);
        properties.setProperty("listeners", "PLAINTEXT://localhost:" + port + ",CONTROLLER://" + controller);
        properties.setProperty("advertised.listeners", "PLAINTEXT://localhost:" + port);
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("log.dirs", folder.resolve("data").toString());
        Path file = folder.resolve("server.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file;
    }

    private static Process java(Path lib, Path log, String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
        command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of("-cp", lib + "/*", main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    static String version(Path lib) throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(jar -> jar.getFileName().toString())
                    .filter(name -> name.matches("kafka_2\\.13-[0-9.]+\\.jar"))
                    .map(name -> name.replaceAll("kafka_2\\.13-|\\.jar", ""))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

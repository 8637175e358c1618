package cutmix.broker;

import cutmix.process.ChildJvm;
import cutmix.process.ProcessStart;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real Apicurio registry that runs as a child process on the loopback interface. */
public final class SchemaRegistry implements AutoCloseable {

    /** The system property that contains the path of the folder with the registry's jars. */
    public static final String HOME_PROPERTY = "cutmix.registry.home";

    /** The main class in the runner's manifest. */
    private static final String MAIN = "io.quarkus.runner.GeneratedMain";

    private final ServerProcess server;
    private final URI address;

    private SchemaRegistry(ServerProcess server, URI address) {
        this.server = server;
        this.address = address;
    }

    /**
     * Starts a registry on a free port, with the jars in the folder that {@value #HOME_PROPERTY} names, and waits until
     * it is ready. It stores its schemas in memory.
     *
     * @param folder folder for its log
     * @throws IOException if the registry ends, or is not ready within a minute; the message names its log
     */
    public static SchemaRegistry start(Path folder) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty(HOME_PROPERTY, "launcher/broker/target/registry"));
        return start(home, folder, KafkaBroker.freePort(), Map.of(), StartDeadline.MINUTE);
    }

    /**
     * Starts a registry that stores its schemas in Kafka, so that their ids exist as long as the values that refer to
     * them.
     *
     * @param home folder with the registry's jars
     * @param folder folder for its log
     * @param port preferred port; if another process listens on it, a free port is used
     * @param bootstrapServers addresses of the brokers
     * @throws IOException if the registry ends, or is not ready in time; the message names its log
     */
    public static SchemaRegistry startOver(
            String bootstrapServers, Path home, Path folder, int port, StartDeadline deadline)
            throws IOException, InterruptedException {
        Map<String, String> storage = Map.of(
                "APICURIO_STORAGE_KIND",
                "kafkasql",
                "APICURIO_KAFKASQL_BOOTSTRAP_SERVERS",
                bootstrapServers,
                // By default the brokers' retention would delete the schemas after a week.
                "APICURIO_KAFKASQL_TOPIC_RETENTION_MS",
                "-1",
                "APICURIO_KAFKASQL_TOPIC_CLEANUP_POLICY",
                "delete");
        return start(home, folder, KafkaBroker.freePort(port), storage, deadline);
    }

    private static SchemaRegistry start(
            Path home, Path folder, int port, Map<String, String> storage, StartDeadline deadline)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = folder.resolve("registry.log").toAbsolutePath();
        List<String> serve = new ArrayList<>(
                List.of(ServerProcess.java(), "-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        serve.addAll(ChildJvm.serverOptions());
        serve.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-cp",
                String.join(
                        File.pathSeparator,
                        runner(home).toString(),
                        codeOf(WatchedServer.class),
                        codeOf(ProcessStart.class)),
                WatchedServer.class.getName(),
                MAIN));
        URI address = URI.create("http://localhost:" + port);
        SchemaRegistry registry =
                new SchemaRegistry(ServerProcess.launch("the schema registry", serve, storage, log), address);
        registry.server.await(registry::ready, deadline);
        return registry;
    }

    /** Returns the address for Apicurio's own clients. */
    public URI url() {
        return address.resolve("/apis/registry/v3");
    }

    /** Returns the address for clients of Confluent's registry. */
    public URI confluentUrl() {
        return address.resolve("/apis/ccompat/v7");
    }

    public Path log() {
        return server.log();
    }

    /** Returns the child process, for supervision. */
    public Process process() {
        return server.process();
    }

    /**
     * Returns the reason why the registry has ended, and the remedy, in one line that names its log.
     *
     * @throws IllegalThreadStateException if it has not ended
     */
    public String endReason() {
        return server.ended().getMessage();
    }

    /** Stops the registry. Schemas in memory are lost. */
    @Override
    public void close() {
        server.close();
    }

    private static Path runner(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the registry's jars are not in " + home));
        }
    }

    private static String codeOf(Class<?> type) {
        return Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    private boolean ready() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/health/ready"))
                .timeout(Duration.ofSeconds(2))
                .build();
        try {
            return HttpClient.newHttpClient()
                            .send(request, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }
}

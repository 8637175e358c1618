package cutmix.broker;

import cutmix.process.ChildJvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.Uuid;

/**
 * A real one-node Kafka broker (KRaft, combined roles) that runs as a child process on the loopback interface. One
 * folder contains its data, its configuration and its log.
 */
public final class KafkaBroker implements AutoCloseable {

    /** The system property that contains the path of the folder with the broker's jars in {@code lib}. */
    public static final String HOME_PROPERTY = "cutmix.broker.home";

    /** The number of attempts when other processes take the ports. */
    private static final int PORTS_TRIED = 5;

    private final ServerProcess server;
    private final int port;
    private final Map<String, String> client;

    private KafkaBroker(ServerProcess server, int port, Map<String, String> client) {
        this.server = server;
        this.port = port;
        this.client = client;
    }

    /**
     * Starts a broker on a free port, with the jars in the folder that {@value #HOME_PROPERTY} names, and waits until
     * it is ready.
     */
    public static KafkaBroker start(Path folder) throws IOException, InterruptedException {
        return start(folder, BrokerSecurity.NONE);
    }

    /** Starts as {@link #start(Path)} does, with restricted access. */
    public static KafkaBroker start(Path folder, BrokerSecurity security) throws IOException, InterruptedException {
        return startPreferring(home(), folder, freePort(), security, StartDeadline.MINUTE);
    }

    /** Starts as {@link #start(Path)} does, with further listeners behind proxies. */
    public static KafkaBroker start(Path folder, List<ProxiedListener> proxied)
            throws IOException, InterruptedException {
        return start(home(), folder, new BrokerProperties(freePort(), BrokerSecurity.NONE, proxied));
    }

    /**
     * Starts a broker on a given port, and waits until it is ready.
     *
     * @param home folder with the broker's jars in {@code lib}
     * @param folder folder for data, configuration and log, created if it does not exist; data of an earlier start is
     *     kept
     * @throws IOException if the broker ends, or is not ready within a minute; the message names its log
     */
    public static KafkaBroker start(Path home, Path folder, int port) throws IOException, InterruptedException {
        return start(home, folder, new BrokerProperties(port, BrokerSecurity.NONE, List.of()));
    }

    /**
     * Starts as {@link #start(Path, Path, int)} does, but uses a free port if another process has the given one or
     * takes it during the start.
     */
    public static KafkaBroker startPreferring(Path home, Path folder, int port)
            throws IOException, InterruptedException {
        return startPreferring(home, folder, port, StartDeadline.MINUTE);
    }

    /** Starts as {@link #startPreferring(Path, Path, int)} does, with another time limit. */
    public static KafkaBroker startPreferring(Path home, Path folder, int port, StartDeadline deadline)
            throws IOException, InterruptedException {
        return startPreferring(home, folder, port, BrokerSecurity.NONE, deadline);
    }

    private static KafkaBroker startPreferring(
            Path home, Path folder, int port, BrokerSecurity security, StartDeadline deadline)
            throws IOException, InterruptedException {
        int chosen = freePort(port);
        for (int attempt = 1; ; attempt++) {
            try {
                BrokerProperties settings = new BrokerProperties(chosen, security, List.of());
                return start(home, folder, settings, StartArchive.in(home).options(), deadline);
            } catch (ServerExitException e) {
                if (!e.kind().equals(Optional.of(ServerExit.Kind.PORT_TAKEN)) || attempt == PORTS_TRIED) {
                    throw e;
                }
                chosen = freePort();
            }
        }
    }

    /**
     * Records the class archive of this home, so that later brokers start faster.
     *
     * @param folder folder of a broker that is started and stopped for the recording
     */
    public static void recordArchive(Path home, Path folder) throws IOException, InterruptedException {
        StartArchive archive = StartArchive.in(home);
        BrokerProperties settings = new BrokerProperties(freePort(), BrokerSecurity.NONE, List.of());
        start(home, folder, settings, archive.recordingOptions(), StartDeadline.MINUTE)
                .close();
        archive.keep();
    }

    private static KafkaBroker start(Path home, Path folder, BrokerProperties settings)
            throws IOException, InterruptedException {
        return start(home, folder, settings, StartArchive.in(home).options(), StartDeadline.MINUTE);
    }

    private static KafkaBroker start(
            Path home, Path folder, BrokerProperties settings, List<String> options, StartDeadline deadline)
            throws IOException, InterruptedException {
        Path lib = home.resolve("lib");
        if (!Files.isDirectory(lib)) {
            throw new IOException("the broker's jars are not in " + lib + ": build the module launcher/broker");
        }
        Files.createDirectories(folder);
        Path log = folder.resolve("broker.log").toAbsolutePath();
        Path properties = settings.write(folder);
        List<String> serve = javaCommand(lib, folder, options);
        serve.addAll(List.of(FormattingKafkaServer.class.getName(), properties.toString()));
        Optional<String> formatted = clusterId(folder);
        String cluster = formatted.orElseGet(() -> Uuid.randomUuid().toString());
        if (formatted.isEmpty()) {
            serve.addAll(List.of("--standalone", "-t", cluster, "-c", properties.toString()));
            serve.addAll(settings.security().format());
        }
        ServerProcess server = ServerProcess.launch("the Kafka broker", serve, log);
        KafkaBroker broker =
                new KafkaBroker(server, settings.port(), settings.security().client());
        broker.server.await(() -> broker.accepts(cluster), deadline);
        return broker;
    }

    /** Returns the cluster id of the storage in this folder, if it is formatted. */
    private static Optional<String> clusterId(Path folder) throws IOException {
        Path meta = folder.resolve("data/meta.properties");
        if (!Files.exists(meta)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(meta)) {
            properties.load(in);
        }
        return Optional.ofNullable(properties.getProperty("cluster.id"));
    }

    /** Returns the address for clients. */
    public String bootstrapServers() {
        return "localhost:" + port;
    }

    public Path log() {
        return server.log();
    }

    /** Returns the child process, for supervision. */
    public Process process() {
        return server.process();
    }

    /**
     * Returns the reason why the broker has ended, and the remedy, in one line that names its log.
     *
     * @throws IllegalThreadStateException if it has not ended
     */
    public String endReason() {
        return server.ended().getMessage();
    }

    /** Returns this port of the loopback interface if no process is listening on it, otherwise a free one. */
    public static int freePort(int preferred) {
        return isFree(preferred) ? preferred : freePort();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns a port of the loopback interface that is free now. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the broker, and kills it if that takes longer than {@link cutmix.process.OrderlyStop#LIMIT}. */
    @Override
    public void close() {
        server.close();
    }

    private static Path home() {
        return Path.of(System.getProperty(HOME_PROPERTY, "launcher/broker/target/broker"));
    }

    /** Returns whether this broker answers, as opposed to another one that has taken its port. */
    private boolean accepts(String cluster) throws InterruptedException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected() && describes(cluster);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean describes(String cluster) throws InterruptedException {
        Map<String, Object> config = new HashMap<>(client);
        config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 2000);
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 2000);
        try (Admin admin = Admin.create(config)) {
            DescribeClusterResult described = admin.describeCluster();
            return !described.nodes().get().isEmpty()
                    && described.clusterId().get().equals(cluster);
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static List<String> javaCommand(Path lib, Path folder, List<String> options) throws IOException {
        Path logging = folder.resolve("log4j2.properties").toAbsolutePath();
        try (InputStream in = KafkaBroker.class.getResourceAsStream("log4j2.properties")) {
            Files.write(logging, in.readAllBytes());
        }
        List<String> command = new ArrayList<>(
                List.of(ServerProcess.java(), "-Xmx512m", "-Xmn192m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(ChildJvm.serverOptions());
        command.addAll(options);
        command.add("-Dlog4j2.configurationFile=" + logging);
        command.addAll(List.of("-cp", lib.toAbsolutePath().resolve("*").toString()));
        return command;
    }
}

package cutmix.browser;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The built trainer as a process that only serves the live page. */
final class PageServer implements AutoCloseable {

    private static final Path JAR = Path.of("../../trainer-service/target/quarkus-app/quarkus-run.jar");

    private final Process process;

    private PageServer(Process process) {
        this.process = process;
    }

    /** Starts it and waits until it answers. */
    static PageServer start(String bootstrapServers, int port, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "page"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment()
                .putAll(Map.of(
                        "QUARKUS_PROFILE",
                        "local",
                        "QUARKUS_HTTP_PORT",
                        String.valueOf(port),
                        "KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers));
        PageServer server = new PageServer(builder.start());
        await().atMost(Duration.ofMinutes(2))
                .failFast("the page's server has ended", () -> !server.process.isAlive())
                .until(() -> answers(port));
        return server;
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills it. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

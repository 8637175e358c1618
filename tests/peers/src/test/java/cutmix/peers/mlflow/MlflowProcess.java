package cutmix.peers.mlflow;

import static org.awaitility.Awaitility.await;

import cutmix.broker.KafkaBroker;
import cutmix.peers.PythonEnvironment;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real MLflow server on a free port, which can be killed and restarted with its data. */
final class MlflowProcess implements AutoCloseable {

    private static final Duration TO_START = Duration.ofMinutes(2);

    private final PythonEnvironment python;
    private final Path folder;
    private final List<String> options;
    private final Map<String, String> variables;
    private final int port = KafkaBroker.freePort(25_000);
    private Process process;

    private MlflowProcess(PythonEnvironment python, Path folder, List<String> options, Map<String, String> variables) {
        this.python = python;
        this.folder = folder;
        this.options = options;
        this.variables = variables;
    }

    /** @param folder of its database, its artifacts and its log */
    static MlflowProcess start(PythonEnvironment python, Path folder) throws IOException {
        return start(python, folder, List.of(), Map.of());
    }

    static MlflowProcess start(
            PythonEnvironment python, Path folder, List<String> options, Map<String, String> variables)
            throws IOException {
        MlflowProcess server = new MlflowProcess(python, folder, options, variables);
        server.start();
        return server;
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                python.program("mlflow").toString(),
                "server",
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--workers",
                "1",
                "--backend-store-uri",
                "sqlite:///" + folder.resolve("mlflow.db"),
                "--artifacts-destination",
                folder.resolve("artifacts").toString()));
        command.addAll(options);
        File log = folder.resolve("mlflow.log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().put("MLFLOW_DISABLE_TELEMETRY", "true");
        builder.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
        builder.environment().putAll(variables);
        process = builder.start();
        await().atMost(TO_START).pollInterval(Duration.ofMillis(200)).until(this::listens);
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new AssertionError("the server has ended: see " + folder.resolve("mlflow.log"));
        }
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Kills all processes of the server with {@code kill -9}. */
    void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        children.forEach(ProcessHandle::destroyForcibly);
        await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive) && !listensStill());
    }

    private boolean listensStill() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String uri() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

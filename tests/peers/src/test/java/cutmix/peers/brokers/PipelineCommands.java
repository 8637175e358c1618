package cutmix.peers.brokers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

/**
 * The launcher and the loader on existing brokers, started as users do.
 *
 * @param folder of results
 */
record PipelineCommands(Path folder, String bootstrapServers) {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final int EPOCHS = 2;
    private static final List<String> DATASET = List.of("--train-limit", "150", "--test-limit", "50");

    /** The combined standard output and standard error of a process that succeeded. */
    String run() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("cutmix").toString(), "run"));
        command.addAll(List.of("--bootstrap-servers", bootstrapServers, "--out", "out", "--run", "r", "--depth", "8"));
        command.addAll(List.of("--epochs", "" + EPOCHS));
        command.addAll(DATASET);
        return output(start(command, Map.of()));
    }

    /** A separate loader with the launcher's dataset. */
    Process startLoader(int epochs, Map<String, String> environment) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(), "-jar"));
        command.add(HOME.resolve("loader-service/target/quarkus-app/quarkus-run.jar")
                .toString());
        command.addAll(List.of("--epochs", "" + epochs));
        command.addAll(DATASET);
        return start(command, environment);
    }

    /** The output of a process that has succeeded. */
    static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }

    /** The trained weights of both paths. */
    List<byte[]> weights() throws IOException {
        List<byte[]> weights = new ArrayList<>();
        for (String path : List.of("cutmix", "plain")) {
            try (ZipFile zip =
                    new ZipFile(folder.resolve("out").resolve(path + ".zip").toFile())) {
                weights.add(
                        zip.getInputStream(zip.getEntry("weights.safetensors")).readAllBytes());
            }
        }
        return weights;
    }

    private Process start(List<String> command, Map<String, String> environment) throws IOException {
        Files.createDirectories(folder);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        builder.environment().putAll(environment);
        return builder.start();
    }
}

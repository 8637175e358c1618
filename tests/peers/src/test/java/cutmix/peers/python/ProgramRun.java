package cutmix.peers.python;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of this repository to their end, started as users do. */
final class ProgramRun {

    /** The repository. */
    static final Path HOME = Path.of("../..").toAbsolutePath().normalize();

    private static final int MINUTES = 4;

    private ProgramRun() {}

    /** The standard output of {@code ./cutmix} with these arguments; fails the test if the exit code is not 0. */
    static List<String> cutmix(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("cutmix").toString()));
        command.addAll(List.of(arguments));
        return output(new ProcessBuilder(command).directory(folder.toFile()));
    }

    /** The standard output of a single service, with the same check. */
    static List<String> service(Path folder, String service, String bootstrapServers, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                HOME.resolve(service)
                        .resolve("target/quarkus-app/quarkus-run.jar")
                        .toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putAll(Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers, "QUARKUS_PROFILE", "local"));
        return output(builder);
    }

    /** The standard output of a program; fails the test if the exit code is not 0. */
    static List<String> output(ProcessBuilder builder) throws IOException, InterruptedException {
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        try {
            Process process = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            if (process.exitValue() != 0) {
                throw new AssertionError(builder.command() + " exited with " + process.exitValue() + ": "
                        + Files.readString(out) + Files.readString(err));
            }
            return Files.readAllLines(out);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }
}

package cutmix.peers.mlflow;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The launcher, started as users do. */
final class Cutmix implements AutoCloseable {

    private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Process process;
    private final Path said;

    private Cutmix(Process process, Path said) {
        this.process = process;
        this.said = said;
    }

    /**
     * @param folder its working folder
     */
    static Cutmix start(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(HOME.resolve("cutmix").toString()));
        command.addAll(List.of(arguments));
        Path said = Files.createTempFile(folder, "cutmix", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        return new Cutmix(builder.start(), said);
    }

    /** Its combined standard output and standard error. */
    String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param line a regular expression that matches a part of a line
     */
    void awaitSaid(String line) {
        Predicate<String> text = Pattern.compile(line).asPredicate();
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(100)).until(() -> {
            if (!process.isAlive() && !text.test(said())) {
                throw new AssertionError("it has ended: " + said());
            }
            return text.test(said());
        });
    }

    /** Its exit code, once it has ended. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it still runs: " + said());
        }
        return process.exitValue();
    }

    /** Kills it with {@code kill -9} and waits until all its child processes have ended. */
    void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly().waitFor();
        await().atMost(LIMIT).until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Kills one of its child processes the same way. */
    void killChild(String word) {
        process.descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(word))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no process has " + word))
                .destroyForcibly();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}

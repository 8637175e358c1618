package cutmix.peers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Python virtual environment with its own packages below {@code target}, which later runs reuse.
 *
 * @param folder the environment's folder, absolute
 */
public record PythonEnvironment(Path folder) {

    private static final String OLDEST = "3.10";
    private static final long INSTALL_MINUTES = 15;

    /**
     * Installs packages unless an earlier run has done so. Without Python 3.10 or newer, the calling test is skipped
     * with a message; a failed installation fails it.
     *
     * @param name of the environment, unique for each set of packages
     * @param packages requirements and options as {@code pip install} takes them
     */
    public static PythonEnvironment with(String name, String... packages) {
        boolean present = succeeds("python3", "-c", "import sys, venv; sys.exit(sys.version_info < (3, 10))");
        if (!present) {
            System.out.println("Skipped: these tests need Python " + OLDEST + " or newer, as python3 on the PATH.");
        }
        assumeTrue(present, "Python " + OLDEST + " or newer");

        Path folder = Path.of("target", "python", name).toAbsolutePath();
        Path installed = folder.resolve("installed.txt");
        String wanted = folder + "\n" + String.join("\n", packages);
        try {
            if (!Files.exists(installed) || !Files.readString(installed).equals(wanted)) {
                run("python3", "-m", "venv", "--clear", folder.toString());
                List<String> install = new ArrayList<>(
                        List.of(folder.resolve("bin/python") + "", "-m", "pip", "install", "--quiet", "--no-input"));
                install.addAll(List.of(packages));
                run(install.toArray(String[]::new));
                Files.writeString(installed, wanted);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PythonEnvironment(folder);
    }

    /** The environment's interpreter. */
    public Path python() {
        return program("python");
    }

    /** A program of one of the packages, such as {@code mlflow}. */
    public Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    private static boolean succeeds(String... command) {
        try {
            return start(command).waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = start(command);
        try {
            if (!process.waitFor(INSTALL_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IOException(
                        "still running after " + INSTALL_MINUTES + " minutes: " + String.join(" ", command));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
        if (process.exitValue() != 0) {
            throw new IOException("exit code " + process.exitValue() + ": " + String.join(" ", command));
        }
    }

    private static Process start(String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}

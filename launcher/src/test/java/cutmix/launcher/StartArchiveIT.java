package cutmix.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.StartArchive;
import cutmix.launcher.installation.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The archives that the build has recorded, and their use by a JVM. */
class StartArchiveIT {

    private static final Installation INSTALLATION = new Installation(Path.of(".."));

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"loader-service, cutmix.loader.", "trainer-service, cutmix.trainer."})
    void a_service_has_its_classes_from_its_archive(String service, String classes) throws Exception {
        // Given
        Path log = folder.resolve("classes.log");
        List<String> command = INSTALLATION.command(service, List.of("--help"));
        command.add(command.indexOf("-jar"), "-Xlog:class+load:file=" + log);

        // When
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();

        // Then
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains(classes) && line.contains("shared objects file (top)"));
    }

    @Test
    void so_has_the_launcher() throws Exception {
        // Given
        Path log = folder.resolve("classes.log");
        ProcessBuilder builder = new ProcessBuilder("../cutmix", "run", "--help");
        builder.environment().merge("PATH", javaThatLogsClasses(log).getParent() + ":", (path, own) -> own + path);

        // When
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();

        // Then
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains("cutmix.launcher.command.RunCommand")
                        && line.contains("shared objects file (top)"));
    }

    @Test
    void the_broker_has_one() throws Exception {
        Path home = INSTALLATION.brokerHome();

        assertThat(StartArchive.in(home).isNewerThan(home.resolve("lib"))).isTrue();
    }

    /** A program {@code java} that adds the option at the end, where it overrides those that would hide the output. */
    private Path javaThatLogsClasses(Path log) throws IOException {
        Path java = Files.createDirectory(folder.resolve("bin")).resolve("java");
        Files.write(
                java,
                List.of(
                        "#!/usr/bin/env bash",
                        "for argument in \"$@\"; do",
                        "  [ \"$argument\" = cutmix.launcher.Launcher ] && options+=(-Xlog:class+load:file=" + log
                                + ")",
                        "  options+=(\"$argument\")",
                        "done",
                        "exec " + Path.of(System.getProperty("java.home"), "bin", "java") + " \"${options[@]}\""));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        return java;
    }
}

package cutmix.local;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.broker.StartArchive;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the build has recorded, and a JVM makes of it. */
class StartArchiveIT {

    private static final Installation INSTALLATION = new Installation(Path.of("../.."));

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
        ProcessBuilder builder = new ProcessBuilder("../../cutmix", "run", "--help");
        builder.environment().put("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + log);

        // When
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();

        // Then
        assertThat(process.waitFor()).isZero();
        assertThat(Files.readAllLines(log))
                .anyMatch(
                        line -> line.contains("cutmix.local.RunCommand") && line.contains("shared objects file (top)"));
    }

    @Test
    void the_broker_has_one() throws Exception {
        Path home = INSTALLATION.brokerHome();

        assertThat(StartArchive.in(home).isNewerThan(home.resolve("lib"))).isTrue();
    }
}

package cutmix.launcher.installation;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.launcher.command.PredictCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    Path home;

    @Test
    void only_services_with_a_server_have_its_settings() throws Exception {
        // Given
        Installation installation = new Installation(home);
        for (String service : List.of("loader-service", "augment-service", "trainer-service")) {
            Path jar = installation.jar(service);
            Files.createDirectories(jar.getParent());
            Files.createFile(jar);
        }

        // Then
        assertThat(installation.command("loader-service", List.of()))
                .noneMatch(option -> option.startsWith("-Dquarkus.http."));
        assertThat(List.of(
                        installation.command("augment-service", List.of()),
                        installation.command("trainer-service", List.of())))
                .allSatisfy(command ->
                        assertThat(command).contains("-Dquarkus.http.port=0", "-Dquarkus.http.host=127.0.0.1"));
    }

    @Test
    void predict_goes_on_to_name_what_needs_more_memory() throws Exception {
        // Given
        Installation installation = new Installation(home);
        Path jar = installation.jar("trainer-service");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);

        // When
        List<String> command = PredictCommand.command(installation, List.of("predict", "net.zip", "a.png"));

        // Then: the last of two contradictory options applies
        assertThat(command)
                .containsSubsequence(
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:-ExitOnOutOfMemoryError",
                        "-jar",
                        jar.toString(),
                        "predict");
    }

    @Test
    void every_jvm_ends_when_its_memory_is_used_up() throws Exception {
        // Given
        Installation installation = new Installation(home);
        Path jar = installation.jar("trainer-service");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);

        // Then
        assertThat(List.of(
                        installation.command("trainer-service", List.of("page")),
                        installation.quickCommand("trainer-service", List.of()),
                        installation.recordingCommand("trainer-service", List.of()),
                        installation.recordingLauncher(List.of())))
                .allSatisfy(command -> assertThat(command).contains("-XX:+ExitOnOutOfMemoryError"));
        assertThat(Files.readString(Path.of("../cutmix")).lines().filter(line -> line.contains("exec java")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("-XX:+ExitOnOutOfMemoryError"));
    }
}

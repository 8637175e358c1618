package cutmix.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallationTest {

    @TempDir
    Path home;

    @Test
    void every_jvm_ends_when_its_memory_is_used_up() throws Exception {
        // Given
        Installation installation = new Installation(home);
        Path jar = installation.jar("trainer-service");
        Files.createDirectories(jar.getParent());
        Files.createFile(jar);

        // Then
        assertThat(List.of(
                        installation.command("trainer-service", List.of()),
                        installation.quickCommand("trainer-service", List.of()),
                        installation.recordingCommand("trainer-service", List.of()),
                        installation.recordingLauncher(List.of())))
                .allSatisfy(command -> assertThat(command).contains("-XX:+ExitOnOutOfMemoryError"));
        assertThat(Files.readString(Path.of("../../cutmix")).lines().filter(line -> line.contains("exec java")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("-XX:+ExitOnOutOfMemoryError"));
    }
}

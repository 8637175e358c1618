package cutmix.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartArchiveTest {

    @TempDir
    Path folder;

    @Test
    void one_that_is_not_there_is_not_asked_for() {
        assertThat(StartArchive.in(folder).options()).isEmpty();
    }

    @Test
    void it_is_used_once_what_was_recorded_is_kept() throws Exception {
        // Given
        StartArchive archive = StartArchive.in(folder);
        Path recording = fileOf(archive.recordingOptions(), "-XX:ArchiveClassesAtExit=");
        Files.writeString(recording, "classes");
        assertThat(archive.options()).isEmpty();

        // When
        archive.keep();

        // Then
        assertThat(fileOf(archive.options(), "-XX:SharedArchiveFile=")).hasContent("classes");
        assertThat(recording).doesNotExist();
    }

    @Test
    void it_is_of_an_earlier_build_where_the_program_is_newer() throws Exception {
        // Given
        StartArchive archive = StartArchive.in(folder);
        Path library = Files.createDirectory(folder.resolve("lib"));
        Path program = Files.writeString(library.resolve("program.jar"), "program");
        Files.setLastModifiedTime(library, FileTime.fromMillis(1_000_000));
        assertThat(archive.isNewerThan(program)).isFalse();
        Files.writeString(archive.file(), "classes");
        Files.setLastModifiedTime(archive.file(), FileTime.fromMillis(2_000_000));

        // When, Then
        Files.setLastModifiedTime(program, FileTime.fromMillis(1_000_000));
        assertThat(archive.isNewerThan(program)).isTrue();
        assertThat(archive.isNewerThan(library)).isTrue();
        Files.setLastModifiedTime(program, FileTime.fromMillis(3_000_000));
        assertThat(archive.isNewerThan(program)).isFalse();
        assertThat(archive.isNewerThan(library)).isFalse();
    }

    private static Path fileOf(List<String> options, String option) {
        return options.stream()
                .filter(given -> given.startsWith(option))
                .map(given -> Path.of(given.substring(option.length())))
                .findFirst()
                .orElseThrow();
    }
}

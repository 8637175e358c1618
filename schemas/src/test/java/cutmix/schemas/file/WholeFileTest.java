package cutmix.schemas.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    private final List<String> events = new ArrayList<>();
    private final List<FileChannel> channels = new ArrayList<>();

    @TempDir
    Path folder;

    private Path file;
    private Path partial;

    @BeforeEach
    void name() {
        file = folder.resolve("model.zip");
        partial = folder.resolve("model.zip.part");
    }

    @AfterEach
    void clearInterruption() {
        Thread.interrupted();
    }

    @Test
    void the_content_is_on_disk_before_the_new_name_and_the_name_before_the_return() throws IOException {
        // When
        recorded().write(path -> Files.writeString(path, "whole"));

        // Then
        assertThat(events)
                .containsExactly(
                        "sync model.zip.part of 5 bytes, model.zip missing", "sync the folder, model.zip present");
        assertThat(file).hasContent("whole");
        assertThat(partial).doesNotExist();
        assertThat(channels).noneMatch(FileChannel::isOpen);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void every_file_of_a_folder_is_on_the_disk_before_the_folder_has_its_name() throws IOException {
        // Given
        Files.createDirectory(partial);
        Files.writeString(partial.resolve("a"), "one");
        Files.writeString(partial.resolve("b"), "three");

        // When
        recorded().keep();

        // Then
        assertThat(events.subList(0, 4))
                .startsWith("sync model.zip.part, model.zip missing")
                .contains("sync a of 3 bytes, model.zip missing", "sync b of 5 bytes, model.zip missing")
                .endsWith("sync the folder, model.zip present");
        assertThat(file.resolve("b")).hasContent("three");
    }

    @Test
    void an_earlier_file_is_replaced() throws IOException {
        Files.writeString(file, "older");

        new WholeFile(file).write("newer".getBytes(StandardCharsets.UTF_8));

        assertThat(file).hasContent("newer");
        assertThat(folder.toFile().list()).containsExactly("model.zip");
    }

    @Test
    void a_file_named_without_a_folder_lies_in_the_working_directory() throws IOException {
        Path relative = Path.of("target/whole-file-test");

        new WholeFile(relative).write("x".getBytes(StandardCharsets.UTF_8));

        assertThat(Files.readString(relative)).isEqualTo("x");
        Files.delete(relative);
    }

    @Test
    void where_writing_fails_an_earlier_file_stays_and_nothing_else() throws IOException {
        Files.writeString(file, "older");

        assertThatThrownBy(() -> recorded().write(path -> {
                    Files.writeString(path, "new");
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");

        assertThat(file).hasContent("older");
        assertThat(folder.toFile().list()).containsExactly("model.zip");
        assertThat(events).isEmpty();
    }

    @Test
    void where_the_disk_refuses_to_sync_an_earlier_file_stays() throws IOException {
        // Given
        Files.writeString(file, "older");
        WholeFile refused = new WholeFile(file, partial, (path, option) -> {
            throw new FileSystemException(path.toString(), null, "Input/output error");
        });

        // When, Then
        assertThatThrownBy(() -> refused.write("new".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("Input/output error");
        assertThat(file).hasContent("older");
        assertThat(partial).doesNotExist();
    }

    @Test
    void a_folder_does_not_replace_another_one_with_content() throws IOException {
        Files.createDirectory(partial);
        Files.createDirectory(file);
        Files.writeString(file.resolve("theirs"), "x");

        assertThatThrownBy(() -> new WholeFile(file, partial).keep()).isInstanceOf(FileSystemException.class);

        assertThat(file.resolve("theirs")).hasContent("x");
    }

    @Test
    void an_interrupted_thread_writes_the_whole_file_and_stays_interrupted() throws IOException {
        // When
        Thread.currentThread().interrupt();
        new WholeFile(file).write("whole".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(file).hasContent("whole");
    }

    @Test
    void a_sync_that_an_interruption_breaks_off_is_done_again() throws IOException {
        // Given
        List<Path> tried = new ArrayList<>();
        WholeFile brokenOff = new WholeFile(file, partial, (path, option) -> {
            tried.add(path);
            if (tried.size() == 1) {
                Thread.currentThread().interrupt();
                throw new ClosedByInterruptException();
            }
            return new RecordingChannel(() -> events.add("sync " + path.getFileName()));
        });

        // When
        brokenOff.write("whole".getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tried).startsWith(partial, partial);
        assertThat(events).startsWith("sync model.zip.part").hasSize(2);
    }

    private WholeFile recorded() {
        return new WholeFile(file, partial, (path, option) -> {
            String name = path.equals(folder) ? "the folder" : path.getFileName() + size(path);
            // A folder can only be opened for reading, and some systems sync a file only through a writable channel.
            assertThat(option).isEqualTo(Files.isDirectory(path) ? StandardOpenOption.READ : StandardOpenOption.WRITE);
            String before = "sync " + name + ", model.zip ";
            RecordingChannel channel =
                    new RecordingChannel(() -> events.add(before + (Files.exists(file) ? "present" : "missing")));
            channels.add(channel);
            return channel;
        });
    }

    private static String size(Path path) {
        return Files.isDirectory(path) ? "" : " of " + path.toFile().length() + " bytes";
    }
}

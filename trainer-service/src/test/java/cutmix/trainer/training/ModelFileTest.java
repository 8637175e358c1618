package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    @TempDir
    Path folder;

    @Test
    void replaces_an_older_file_and_leaves_no_other() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("model.zip"), "older");

        // When
        ModelFile.write(new ScriptedEngine(), file);

        // Then
        assertThat(file).hasContent("weights");
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).containsExactly("model.zip");
    }

    @Test
    void a_save_that_fails_leaves_the_older_file_as_it_was() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("model.zip"), "older");

        // When, Then
        assertThatThrownBy(() -> ModelFile.write(new FullDiskEngine(), file))
                .isInstanceOf(UserException.class)
                .hasMessage("the model cannot be written to " + file + ": No space left on device");
        assertThat(file).hasContent("older");
        assertThat(folder.toFile().list()).containsExactly("model.zip");
    }

    @Test
    void a_save_that_fails_leaves_nothing_where_nothing_was() {
        // When
        assertThatThrownBy(() -> ModelFile.write(new FullDiskEngine(), folder.resolve("model.zip")))
                .isInstanceOf(UserException.class);

        // Then
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_folder_is_made_before_the_run() {
        // When
        ModelFile.prepare(folder.resolve("a/b/model.zip"));

        // Then
        assertThat(folder.resolve("a/b")).isEmptyDirectory();
    }

    @Test
    void a_place_that_cannot_be_written_is_refused_before_the_run() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> ModelFile.prepare(folder))
                .isInstanceOf(UserException.class)
                .hasMessage("the model cannot be written to " + folder + ": choose another --model");
        assertThatThrownBy(() -> ModelFile.prepare(file.resolve("model.zip")))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("the folder " + file + " for the model cannot be made: ");
    }

    /** Writes a part, and fails. */
    private static final class FullDiskEngine extends ScriptedEngine {
        @Override
        public void save(OutputStream out) throws IOException {
            out.write("wei".getBytes(StandardCharsets.UTF_8));
            throw new IOException("No space left on device");
        }
    }
}

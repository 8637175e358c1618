package cutmix.trainer.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.training.ScriptedEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

    private static final ModelInfo INFO = ModelInfo.builder()
            .dataset("tiny")
            .classNames(List.of("cat", "dog"))
            .height(8)
            .width(6)
            .channels(3)
            .recipe(Recipe.KERAS)
            .build();

    @TempDir
    Path folder;

    @Test
    void replaces_an_older_file_and_leaves_no_other() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("model.zip"), "older");

        // When
        ModelFile.write(new ZippingEngine(), INFO, file);

        // Then
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.getInputStream(zip.getEntry("network"))).hasContent("weights");
        }
        assertThat(ModelInfo.read(file)).isEqualTo(INFO);
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).containsExactly("model.zip");
    }

    @Test
    void a_save_that_fails_leaves_the_older_file_as_it_was() throws Exception {
        // Given
        Path file = Files.writeString(folder.resolve("model.zip"), "older");

        // When, Then
        assertThatThrownBy(() -> ModelFile.write(new FullDiskEngine(), INFO, file))
                .isInstanceOf(UserException.class)
                .hasMessage("the model cannot be written to " + file
                        + " (its disk is full): free some space there, or choose another disk");
        assertThat(file).hasContent("older");
        assertThat(folder.toFile().list()).containsExactly("model.zip");
    }

    @Test
    void a_save_that_fails_leaves_nothing_where_nothing_was() {
        // When
        assertThatThrownBy(() -> ModelFile.write(new FullDiskEngine(), INFO, folder.resolve("model.zip")))
                .isInstanceOf(UserException.class);

        // Then
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void what_a_killed_process_left_half_written_is_overwritten() throws Exception {
        // Given
        Path file = folder.resolve("model.zip");
        Files.writeString(folder.resolve("model.zip.part"), "x".repeat(1 << 20));

        // When
        ModelFile.write(new ZippingEngine(), INFO, file);

        // Then
        assertThat(ModelInfo.read(file)).isEqualTo(INFO);
        assertThat(folder.toFile().list()).containsExactly("model.zip");
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
                .hasMessage("the model cannot be written to " + folder + " (it is a folder): name a file");
        assertThatThrownBy(() -> ModelFile.prepare(file.resolve("model.zip")))
                .isInstanceOf(UserException.class)
                .hasMessage("the folder " + file
                        + " for the model cannot be created (a file with that name exists): choose another --model");
    }

    @Test
    void a_file_that_does_not_name_its_classes_is_refused() throws Exception {
        // Given
        Path unnamed = zip("unnamed.zip", "configuration.json");
        Path text = Files.writeString(folder.resolve("notes.txt"), "hello");
        Path missing = folder.resolve("missing.zip");

        // When, Then
        assertThatThrownBy(() -> ModelInfo.read(unnamed))
                .isInstanceOf(UserException.class)
                .hasMessage(unnamed + " does not name its classes: an earlier version has written it; train again");
        assertThatThrownBy(() -> ModelInfo.read(text))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(text + " is not a network that train has written: ")
                .message()
                .doesNotContain("\n");
        assertThatThrownBy(() -> ModelInfo.read(missing))
                .isInstanceOf(UserException.class)
                .hasMessage(missing + " cannot be read (it does not exist): check the path");
        assertThatThrownBy(() -> ModelInfo.read(folder))
                .isInstanceOf(UserException.class)
                .hasMessage(folder + " cannot be read (it is a folder): name a file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.pt", "renamed.safetensors"})
    void a_file_that_pytorch_has_saved_is_not_called_one_of_an_earlier_version(String name) throws Exception {
        // Given
        Path saved = zip(name, "net/data.pkl");
        String refusal =
                saved + " is not a network that train has written: torch.save wrote it; save its state_dict with"
                        + " safetensors.torch.save_file, as docs/guide/networks.md describes";

        // When, Then
        assertThatThrownBy(() -> NetworkFile.of(saved, WeightsDescription.NOTHING, any -> {}))
                .isInstanceOf(UserException.class)
                .hasMessage(refusal);
        assertThatThrownBy(() -> WeightsFile.read(saved, INFO.input()))
                .isInstanceOf(UserException.class)
                .hasMessage(refusal);
    }

    @Test
    void a_zip_file_of_another_program_is_not_called_one_of_an_earlier_version() throws Exception {
        // Given
        Path other = zip("model.keras", "config.json");
        String refusal =
                other + " is not a network that train has written: it has no %s; save the weights in the format"
                        + " safetensors, as docs/guide/networks.md describes";

        // When, Then
        assertThatThrownBy(() -> ModelInfo.read(other))
                .isInstanceOf(UserException.class)
                .hasMessage(refusal, ModelInfo.ENTRY);
        assertThatThrownBy(() -> WeightsFile.read(other, INFO.input()))
                .isInstanceOf(UserException.class)
                .hasMessage(refusal, NetworkWeights.FILE_NAME);
    }

    private Path zip(String name, String entry) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
        }
        return file;
    }

    /** Writes a part of its network, and fails. */
    private static final class FullDiskEngine extends ScriptedEngine {
        @Override
        public void save(OutputStream out) throws IOException {
            out.write("wei".getBytes(StandardCharsets.UTF_8));
            throw new IOException("No space left on device");
        }
    }
}

package cutmix.loader.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderScanTest {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @BeforeEach
    void writeImages() throws IOException {
        write("train/cat/b.png", 1);
        write("train/dog/b.png", 11);
        write("test/cat/a.png", 31);
        write("test/dog/a.png", 32);
    }

    private Path write(String file, int red) throws IOException {
        return ImageFolders.write(folder.resolve(file), new Color(red, 0, 0), 9, 7);
    }

    @Test
    void images_in_nested_folders_count_in_the_order_of_their_paths() throws IOException {
        // Given
        write("train/cat/a/z/1.png", 2);
        write("train/cat/c/1.PNG", 4);
        write("train/cat/a.png", 3);
        write("test/dog/deep/er/a.png", 33);

        // When
        OpenedFolder opened = OpenedFolder.all(folder);

        // Then
        assertThat(opened.classNames()).containsExactly("cat", "dog");
        assertThat(opened.trainReds()).containsExactly(3, 11, 2, 1, 4);
        assertThat(opened.testReds()).containsExactly(31, 32, 33);
        assertThat(opened.notices()).isEmpty();
    }

    @Test
    void whatever_is_left_out_is_counted_in_one_line_with_its_reasons() throws IOException {
        // Given
        Files.writeString(folder.resolve("README"), "about");
        Files.writeString(folder.resolve("train/labels.TXT"), "cat");
        Files.writeString(folder.resolve("train/cat/1.txt"), "one");
        Files.writeString(folder.resolve("train/cat/Thumbs.db"), "one");
        Files.writeString(folder.resolve("train/cat/._b.png"), "of a Mac");
        write("train/cat/.cache/c.png", 2);
        write("train/.git/c.png", 2);
        write("train/stray.png", 2);
        write("validation/cat/a.png", 2);
        Files.createDirectories(folder.resolve("train/cat/x.png"));
        Files.createSymbolicLink(folder.resolve("test/cat/gone.png"), Path.of("nowhere.png"));

        // When
        OpenedFolder opened = OpenedFolder.all(folder);

        // Then
        assertThat(opened.trainReds()).containsExactly(1, 11);
        assertThat(opened.notices())
                .containsExactly("Skipped in " + folder
                        + ": 4 files without an image's ending (.txt 2, .db 1, no ending 1), 1 image outside of the folders of"
                        + " classes, 1 folder beside train and test, 1 hidden file, 2 hidden folders, 1 empty folder, 1 broken"
                        + " link");
    }

    @Test
    void a_folder_that_is_called_like_an_image_is_a_folder() throws IOException {
        write("train/cat/x.png/a.png", 2);

        assertThat(OpenedFolder.all(folder).trainReds()).containsExactly(1, 11, 2);
    }

    @Test
    void links_are_followed_and_lead_round_in_no_circle() throws IOException {
        // Given
        Path linked = ImageFolders.write(elsewhere.resolve("9.png"), new Color(9, 0, 0), 9, 7);
        Files.createSymbolicLink(folder.resolve("train/cat/file.png"), linked);
        Files.createSymbolicLink(folder.resolve("train/cat/more"), elsewhere);
        Files.createSymbolicLink(folder.resolve("train/cat/again"), Path.of("more"));
        Files.createSymbolicLink(folder.resolve("train/cat/self"), Path.of("."));
        Files.createSymbolicLink(folder.resolve("train/cat/up"), Path.of(".."));
        Files.createSymbolicLink(folder.resolve("train/top"), Path.of("../.."));
        Files.createSymbolicLink(folder.resolve("train/cat/round.png"), Path.of("round.png"));

        // When
        OpenedFolder opened = OpenedFolder.all(folder);

        // Then
        assertThat(opened.classNames()).containsExactly("cat", "dog");
        assertThat(opened.trainReds()).containsExactly(9, 11, 1, 9);
        assertThat(opened.notices())
                .containsExactly("Skipped in " + folder
                        + ": 1 broken link, 4 links to folders that hold them or are read already");
    }

    @Test
    void a_class_whose_folder_is_a_link_takes_no_images_of_other_classes() throws IOException {
        // Given
        ImageFolders.write(elsewhere.resolve("9.png"), new Color(9, 0, 0), 9, 7);
        Files.createSymbolicLink(folder.resolve("train/eel"), elsewhere);
        Files.createSymbolicLink(elsewhere.resolve("home"), folder.resolve("train"));

        // When
        OpenedFolder opened = OpenedFolder.all(folder);

        // Then
        assertThat(opened.classNames()).containsExactly("cat", "dog", "eel");
        assertThat(opened.trainReds()).containsExactly(1, 11, 9);
    }

    @Test
    void a_pipe_that_is_called_like_an_image_is_left_out() throws Exception {
        Process made =
                new ProcessBuilder("mkfifo", folder.resolve("train/cat/a.png").toString()).start();
        assertThat(made.waitFor()).isZero();

        assertThat(OpenedFolder.all(folder).notices())
                .containsExactly("Skipped in " + folder + ": 1 pipe, socket or device");
    }
}

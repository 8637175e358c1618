package cutmix.loader.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.loader.dataset.SplitLimits;
import cutmix.schemas.failure.UserException;
import java.awt.Color;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderNamesTest {

    /** "über" with a composed letter, and with a u and a combining accent. */
    private static final String COMPOSED = "\u00FCber";

    private static final String DECOMPOSED = "u\u0308ber";

    @TempDir
    Path folder;

    private void write(String file, int red) throws IOException {
        ImageFolders.write(folder.resolve(file), new Color(red, 0, 0), 9, 7);
    }

    @Test
    void spellings_of_one_name_in_train_and_test_are_one_class() throws IOException {
        // Given
        write("train/" + COMPOSED + "/\u00FC.png", 1);
        write("train/zebra/a.png", 2);
        write("test/" + DECOMPOSED + "/u\u0308.png", 3);

        // When
        OpenedFolder opened = OpenedFolder.all(folder);

        // Then
        assertThat(opened.classNames()).containsExactly("zebra", COMPOSED);
        assertThat(opened.trainReds()).containsExactly(2, 1);
        assertThat(opened.testReds()).containsExactly(3);
        assertThat(opened.testLabels()).containsExactly(1);
        assertThat(opened.notices()).isEmpty();
    }

    @Test
    void folders_of_one_split_with_spellings_of_one_name_are_one_class() throws IOException {
        // Given
        write("train/" + COMPOSED + "/a.png", 1);
        write("train/" + COMPOSED + "/c.png", 3);
        write("train/" + DECOMPOSED + "/b.png", 2);
        write("train/" + DECOMPOSED + "/a.png", 4);
        write("train/ant/a.png", 11);
        write("test/" + COMPOSED + "/a.png", 31);

        // When
        OpenedFolder opened = OpenedFolder.all(folder);

        // Then: files with the same name are sorted by the bytes of their folders' names
        assertThat(opened.classNames()).containsExactly("ant", COMPOSED);
        assertThat(opened.trainReds()).containsExactly(11, 4, 1, 2, 3);
        assertThat(opened.notices())
                .containsExactly("The folders " + folder.resolve("train/" + DECOMPOSED) + ", "
                        + folder.resolve("train/" + COMPOSED) + " are one class, " + COMPOSED);
    }

    @Test
    void the_name_of_a_class_in_another_encoding_is_refused_and_the_encoding_is_named() throws IOException {
        // Given
        write("train/cat/a.png", 1);
        write("test/cat/a.png", 2);
        ImageFolders.write(raw("train/m%F6we/a.png"), Color.RED, 9, 7);

        // When, Then
        assertThatThrownBy(() -> OpenedFolder.all(folder))
                .isInstanceOf(UserException.class)
                .hasMessage(folder.resolve("train")
                        + "/m\\xF6we has a name that cannot be used (it is not UTF-8: byte 0xF6 at"
                        + " offset 1; it looks like Latin-1 (ISO 8859-1 or Windows-1252)): rename it");
    }

    @Test
    void an_image_whose_name_is_in_another_encoding_counts_as_one_that_cannot_be_read() throws IOException {
        // Given
        write("train/cat/b.png", 1);
        write("test/cat/a.png", 2);
        ImageFolders.write(raw("train/cat/m%F6we.png"), Color.RED, 9, 7);

        // When, Then
        assertThatThrownBy(() -> OpenedFolder.all(folder))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(folder.resolve("train/cat")
                        + "/m\\xF6we.png has a name that cannot be used (it is not" + " UTF-8: byte 0xF6 at offset 1")
                .hasMessageEndingWith("rename it, or skip it with --skip-bad");
        assertThat(OpenedFolder.of(folder, SplitLimits.none(), true).trainReds())
                .containsExactly(1);
    }

    @Test
    void a_class_with_a_name_that_nobody_can_see_is_refused() throws IOException {
        write("train/cat/a.png", 1);
        write("train/d\nog/a.png", 1);
        write("test/cat/a.png", 2);

        assertThatThrownBy(() -> OpenedFolder.all(folder))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        folder.resolve("train") + "/d\\nog names a class 'd\\nog', which holds characters that are not"
                                + " visible: give it a name without them");
    }

    /** A path whose bytes are those of percent codes. */
    private Path raw(String path) throws IOException {
        Path raw = Path.of(URI.create(folder.toUri() + path));
        Files.createDirectories(raw.getParent());
        return raw;
    }
}

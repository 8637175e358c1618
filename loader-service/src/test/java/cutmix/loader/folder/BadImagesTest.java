package cutmix.loader.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cutmix.loader.dataset.SplitLimits;
import cutmix.loader.dataset.UnreadableFilesException;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadImagesTest {

    @TempDir
    Path folder;

    /** Good cats 1 to 5, dogs 11 to 13, eels 21 and 22. */
    @BeforeEach
    void writeImages() throws IOException {
        for (int i = 1; i <= 5; i++) {
            write("train/cat/" + i + ".png", i);
        }
        for (int i = 11; i <= 13; i++) {
            write("train/dog/" + i + ".png", i);
        }
        write("train/eel/21.png", 21);
        write("train/eel/22.png", 22);
        write("test/cat/31.png", 31);
        write("test/cat/32.png", 32);
    }

    private void write(String file, int red) throws IOException {
        ImageFolders.write(folder.resolve(file), new Color(red, 0, 0), 9, 7);
    }

    private Path spoil(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "no image");
    }

    @Test
    void all_bad_images_of_both_splits_are_named_in_one_run() throws IOException {
        // Given
        List<Path> bad = List.of(
                spoil("train/cat/10.png"), spoil("train/cat/2.png"), spoil("train/eel/a.jpg"), spoil("test/cat/a.png"));

        // When
        UnreadableFilesException failure = refusal(SplitLimits.none(), false);

        // Then
        assertThat(failure.details()).hasSize(4);
        for (int i = 0; i < bad.size(); i++) {
            assertThat(failure.details().get(i)).startsWith(bad.get(i) + " ");
        }
        assertThat(failure)
                .hasMessage("4 of 15 images cannot be read: replace or remove them, or skip them with --skip-bad");
    }

    @Test
    void a_single_bad_image_has_a_single_line() throws IOException {
        Path bad = spoil("train/dog/a.png");

        UnreadableFilesException failure = refusal(SplitLimits.none(), false);

        assertThat(failure.details()).isEmpty();
        assertThat(failure).hasMessageStartingWith(bad + " ").hasMessageEndingWith(", or skip it with --skip-bad");
    }

    @Test
    void the_first_twenty_are_named_and_the_others_counted() throws IOException {
        // Given
        List<String> bad = new ArrayList<>();
        for (int i = 10; i < 33; i++) {
            bad.add(spoil("train/eel/" + i + ".jpg").toString());
        }

        // When
        UnreadableFilesException failure = refusal(SplitLimits.none(), false);

        // Then
        assertThat(failure.details()).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(failure.details().get(i)).startsWith(bad.get(i));
        }
        assertThat(failure)
                .hasMessageStartingWith("23 of 35 images cannot be read, of which the first 20 are named above: ");
    }

    @Test
    void left_out_they_leave_what_the_folder_would_give_without_them() throws IOException {
        // Given
        OpenedFolder without = OpenedFolder.all(folder);
        OpenedFolder fewWithout = OpenedFolder.of(folder, limits(6, 1), false);
        Path first = spoil("train/cat/0.png");
        spoil("train/cat/3.jpg");
        spoil("train/eel/0.png");
        spoil("test/cat/1.png");

        // When
        OpenedFolder skipped = OpenedFolder.of(folder, SplitLimits.none(), true);
        OpenedFolder again = OpenedFolder.of(folder, SplitLimits.none(), true);
        OpenedFolder few = OpenedFolder.of(folder, limits(6, 1), true);

        // Then
        assertThat(skipped.trainReds())
                .isEqualTo(without.trainReds())
                .containsExactly(1, 11, 21, 2, 12, 22, 3, 13, 4, 5);
        assertThat(skipped.fingerprint()).isEqualTo(again.fingerprint()).isEqualTo(without.fingerprint());
        assertThat(few.trainReds()).isEqualTo(fewWithout.trainReds()).containsExactly(1, 11, 21, 2, 12, 22);
        assertThat(few.fingerprint()).isEqualTo(fewWithout.fingerprint());
        assertThat(skipped.notices()).hasSize(5);
        assertThat(skipped.notices().get(0))
                .isEqualTo("Skipped in " + folder + " by --skip-bad: 4 of 16 images, which cannot be read");
        assertThat(skipped.notices().get(1)).startsWith("  " + first + " ");
    }

    @Test
    void a_limit_counts_the_images_that_can_be_read() throws IOException {
        // Given
        spoil("train/cat/0.png");

        // When, Then
        assertThat(OpenedFolder.of(folder, limits(10, 2), true).trainReds()).hasSize(10);
        assertThatThrownBy(() -> OpenedFolder.of(folder, limits(11, 2), true))
                .hasMessage("--train-limit 11 is more than the 10 training images there are: give at most 10");
    }

    @Test
    void many_bad_images_before_the_good_ones_do_not_matter() throws IOException {
        // Given: each check of the next images finds more unreadable ones
        for (int i = 10; i < 60; i++) {
            spoil("train/cat/0" + i + ".png");
        }

        // When
        OpenedFolder opened = OpenedFolder.of(folder, limits(3, 1), true);

        // Then
        assertThat(opened.trainReds()).containsExactly(1, 11, 21);
        assertThat(opened.notices()).hasSize(22).last().isEqualTo("  and 30 more");
    }

    @Test
    void a_class_of_bad_images_alone_is_refused_by_its_name() throws IOException {
        // Given
        Path eels = folder.resolve("train/eel");
        spoil("train/eel/21.png");
        spoil("train/eel/22.png");

        // When
        UnreadableFilesException failure = refusal(SplitLimits.none(), true);

        // Then
        assertThat(failure.details()).hasSize(2);
        assertThat(failure)
                .hasMessage(
                        "no image of class eel in " + eels + " can be read: replace the images, or remove the class");
    }

    @Test
    void a_folder_without_bad_images_is_the_same_with_and_without_the_option() throws IOException {
        assertThat(OpenedFolder.of(folder, SplitLimits.none(), true)).isEqualTo(OpenedFolder.all(folder));
    }

    private UnreadableFilesException refusal(SplitLimits limits, boolean skipBad) {
        return catchThrowableOfType(UnreadableFilesException.class, () -> OpenedFolder.of(folder, limits, skipBad));
    }

    private static SplitLimits limits(int train, int test) {
        return new SplitLimits(OptionalInt.of(train), OptionalInt.of(test));
    }
}

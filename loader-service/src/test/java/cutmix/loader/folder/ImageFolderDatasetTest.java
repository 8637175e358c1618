package cutmix.loader.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.dataset.SplitLimits;
import cutmix.loader.progress.LineProgress;
import cutmix.loader.progress.LoadProgress;
import cutmix.schemas.failure.UserException;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderDatasetTest {

    private final LoadProgress progress = new LineProgress(System.out, Duration.ofHours(1), System::nanoTime);

    private final List<String> notices = new ArrayList<>();

    @TempDir
    Path folder;

    @TempDir
    Path temporary;

    /** Four cats with red 1 to 4, one dog with red 11, two eels with red 21 and 22. */
    @BeforeEach
    void writeImages() throws IOException {
        for (int i = 1; i <= 4; i++) {
            write("train/cat/" + i + ".png", i);
        }
        write("train/dog/a.png", 11);
        write("train/eel/z.PNG.png", 22);
        write("train/eel/a.png", 21);
        write("test/eel/a.png", 31);
        write("test/cat/a.png", 32);
    }

    private void write(String file, int red) throws IOException {
        ImageFolders.write(folder.resolve(file), new Color(red, 0, 0), 9, 7);
    }

    @Test
    void classes_and_files_count_in_the_order_of_their_names_and_classes_take_turns() {
        try (Dataset dataset = open(SplitLimits.none())) {
            assertThat(dataset.classNames()).containsExactly("cat", "dog", "eel");
            assertThat(dataset.shape()).isEqualTo(new ImageShape(5, 5, 3));
            assertThat(ImageFolders.reds(dataset.train())).containsExactly(1, 11, 21, 2, 22, 3, 4);
            assertThat(ImageFolders.labels(dataset.train())).containsExactly(0, 1, 2, 0, 2, 0, 0);
            assertThat(ImageFolders.reds(dataset.test())).containsExactly(32, 31);
            assertThat(ImageFolders.labels(dataset.test())).containsExactly(0, 2);
        }
        assertThat(notices).isEmpty();
    }

    @Test
    void limits_take_the_first_images_and_leave_the_others_unread() throws IOException {
        Files.writeString(folder.resolve("train/cat/4.png"), "broken");

        try (Dataset dataset = open(new SplitLimits(OptionalInt.of(3), OptionalInt.of(1)))) {
            assertThat(ImageFolders.reds(dataset.train())).containsExactly(1, 11, 21);
            assertThat(ImageFolders.reds(dataset.test())).containsExactly(32);
        }
        assertThatThrownBy(() -> open(new SplitLimits(OptionalInt.of(8), OptionalInt.empty())))
                .hasMessageContaining("--train-limit 8 is more than the 7");
    }

    @Test
    void decoded_images_leave_nothing_behind() throws IOException {
        open(SplitLimits.none()).close();

        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_broken_image_is_named_and_leaves_nothing_behind() throws IOException {
        Path broken = Files.writeString(folder.resolve("train/dog/b.jpg"), "broken");

        assertThatThrownBy(() -> open(SplitLimits.none()))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(broken.toString());
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void an_empty_class_is_refused() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("train/fox"));
        Files.writeString(empty.resolve("notes.txt"), "none yet");

        assertThatThrownBy(() -> open(SplitLimits.none()))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        empty + " holds no image (PNG, JPEG, WebP, GIF, BMP or TIFF): add some, or remove the folder");
    }

    @Test
    void a_test_class_without_training_images_is_refused() throws IOException {
        write("test/fox/a.png", 1);

        assertThatThrownBy(() -> open(SplitLimits.none()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("test/fox has no counterpart in");
    }

    @Test
    void a_missing_test_folder_is_refused() throws IOException {
        Files.move(folder.resolve("test"), folder.resolve("validation"));

        assertThatThrownBy(() -> open(SplitLimits.none()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining(folder.resolve("test") + " is missing");
    }

    private Dataset open(SplitLimits limits) {
        return ImageFolderDataset.open(
                "x", folder, new FolderOptions(5, limits, false, temporary), progress, notices::add);
    }
}

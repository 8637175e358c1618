package cutmix.loader.cifar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.Fingerprint;
import cutmix.loader.dataset.SplitLimits;
import cutmix.loader.dataset.UnreadableFilesException;
import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarDatasetTest {

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = CifarFixture.files();

    @Test
    void planes_become_pixels_with_their_channels_last() throws IOException {
        // Given
        CifarFixture.write(folder, files);

        // When
        try (Dataset dataset = CifarDataset.open("x", folder, SplitLimits.none())) {

            // Then
            assertThat(dataset.classNames()).containsExactly("cat", "dog");
            assertThat(dataset.train().size()).isEqualTo(10);
            assertThat(dataset.test().size()).isEqualTo(2);
            for (int index = 0; index < 10; index++) {
                assertThat(dataset.train().label(index)).isEqualTo(index % 2);
                assertPixels(dataset.train().pixels(index), index / 2, index % 2);
            }
            assertPixels(dataset.test().pixels(1), 5, 1);
        }
    }

    private static void assertPixels(byte[] pixels, int batch, int image) {
        assertThat(pixels).hasSize(3072);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i]).isEqualTo(CifarFixture.pixel(batch, image, i / 96, i / 3 % 32, i % 3));
        }
    }

    @Test
    void limits_take_the_first_images() throws IOException {
        CifarFixture.write(folder, files);

        try (Dataset dataset = CifarDataset.open("x", folder, new SplitLimits(OptionalInt.of(3), OptionalInt.of(1)))) {
            assertThat(dataset.train().size()).isEqualTo(3);
            assertThat(dataset.test().size()).isEqualTo(1);
            assertPixels(dataset.train().pixels(2), 1, 0);
            assertThatThrownBy(() -> dataset.train().pixels(3)).isInstanceOf(IndexOutOfBoundsException.class);
        }
        assertThatThrownBy(() -> CifarDataset.open("x", folder, new SplitLimits(OptionalInt.of(11), OptionalInt.of(1))))
                .hasMessageContaining("--train-limit 11 is more than the 10");
    }

    @Test
    void the_files_may_lie_in_the_folder_of_the_archive() throws IOException {
        Path inner = folder.resolve("cifar-10-batches-bin");
        assertThat(CifarDataset.find(folder)).isEmpty();

        CifarFixture.write(inner, files);

        assertThat(CifarDataset.find(folder)).contains(inner);
        assertThat(CifarDataset.find(inner)).contains(inner);
    }

    @Test
    void a_truncated_batch_is_refused() throws IOException {
        files.computeIfPresent("data_batch_3.bin", (name, bytes) -> Arrays.copyOf(bytes, 6145));
        CifarFixture.write(folder, files);

        assertThatThrownBy(() -> CifarDataset.open("x", folder, SplitLimits.none()))
                .isInstanceOf(UserException.class)
                .hasMessage(folder.resolve("data_batch_3.bin")
                        + " is truncated: its 6145 bytes are not a multiple of 3073; copy or extract it again");
    }

    @Test
    void an_empty_batch_is_refused() throws IOException {
        files.put("test_batch.bin", new byte[0]);
        CifarFixture.write(folder, files);

        assertThatThrownBy(() -> CifarDataset.open("x", folder, SplitLimits.none()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("test_batch.bin is truncated");
    }

    @Test
    void all_batches_that_cannot_be_read_are_named_at_once() throws IOException {
        files.computeIfPresent("data_batch_3.bin", (name, bytes) -> Arrays.copyOf(bytes, 6145));
        files.remove("data_batch_5.bin");
        files.put("test_batch.bin", new byte[0]);
        CifarFixture.write(folder, files);

        UnreadableFilesException failure = catchThrowableOfType(
                UnreadableFilesException.class, () -> CifarDataset.open("x", folder, SplitLimits.none()));

        assertThat(failure)
                .hasMessage("3 of the 6 batch files in " + folder + " cannot be read: copy or extract them again");
        assertThat(failure.details())
                .satisfiesExactly(
                        line -> assertThat(line).contains("data_batch_3.bin is truncated"),
                        line -> assertThat(line).contains("data_batch_5.bin is missing"),
                        line -> assertThat(line).contains("test_batch.bin is truncated"));
    }

    @Test
    void a_missing_batch_is_refused() throws IOException {
        files.remove("data_batch_5.bin");
        CifarFixture.write(folder, files);

        assertThatThrownBy(() -> CifarDataset.open("x", folder, SplitLimits.none()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("data_batch_5.bin is missing");
    }

    @Test
    void missing_class_names_are_refused() throws IOException {
        files.remove("batches.meta.txt");
        CifarFixture.write(folder, files);

        assertThatThrownBy(() -> CifarDataset.open("x", folder, SplitLimits.none()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("batches.meta.txt is missing");
    }

    @Test
    void a_list_of_classes_that_fills_the_memory_is_refused() throws IOException {
        files.put("batches.meta.txt", new byte[(1 << 20) + 1]);
        CifarFixture.write(folder, files);

        assertThatThrownBy(() -> CifarDataset.open("x", folder, SplitLimits.none()))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("batches.meta.txt has 1048577 bytes");
    }

    @Test
    void a_label_out_of_range_is_found_by_the_fingerprint() throws IOException {
        files.get("data_batch_2.bin")[3073] = 2;
        CifarFixture.write(folder, files);

        try (Dataset dataset = CifarDataset.open("x", folder, SplitLimits.none())) {
            assertThatThrownBy(() -> Fingerprint.of(dataset))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("data_batch_2.bin, record 1: label 2 is not one of the 2 classes");
        }
    }

    @Test
    void a_byte_order_mark_and_white_space_are_no_part_of_a_name() throws IOException {
        // The accent of the second name is a separate character.
        assertThat(open("\uFEFFcat \r\n\r\nmo\u0308we\t".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("cat", "m\u00F6we");
    }

    @Test
    void names_that_are_not_different_are_refused_with_their_lines() {
        assertNamesRefused(
                "cat\n".repeat(3).getBytes(StandardCharsets.UTF_8), " (cat in lines 1, 2, 3): give each class");
        assertNamesRefused(
                "cat\n".repeat(12).getBytes(StandardCharsets.UTF_8),
                " names classes more than once (cat in lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more): ");
        assertNamesRefused(
                "m\u00F6we\ncat\n\nmo\u0308we\ncat".getBytes(StandardCharsets.UTF_8),
                " (m\u00F6we in lines 1, 4, cat in lines 2, 5)");
    }

    @Test
    void names_in_another_encoding_are_refused_and_the_encoding_is_named() {
        assertNamesRefused(
                "cat\nm\u00F6we\n".getBytes(StandardCharsets.ISO_8859_1),
                " (it is not UTF-8: byte 0xF6 at offset 5, in line 2; it looks like Latin-1");
        assertNamesRefused("cat\ndog\n".getBytes(StandardCharsets.UTF_16), "it looks like UTF-16): save it as UTF-8");
    }

    @Test
    void names_that_nobody_can_see_are_refused() {
        assertNamesRefused(
                "cat\nd\u001B[2Jog\n".getBytes(StandardCharsets.UTF_8),
                ", line 2, names a class 'd\\u001b[2Jog', which holds characters that are not visible");
    }

    private void assertNamesRefused(byte[] list, String words) {
        assertThatThrownBy(() -> open(list))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(folder.resolve("batches.meta.txt").toString())
                .hasMessageContaining(words)
                .hasMessageNotContaining("permission");
    }

    private List<String> open(byte[] list) throws IOException {
        files.put("batches.meta.txt", list);
        CifarFixture.write(folder, files);
        try (Dataset dataset = CifarDataset.open("x", folder, SplitLimits.none())) {
            return dataset.classNames();
        }
    }
}

package cutmix.schemas.image;

import static cutmix.schemas.image.file.Decoding.decoded;
import static cutmix.schemas.image.file.Decoding.problem;
import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.image.file.PngFile;
import cutmix.schemas.image.file.TiffFile;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TiffImageTest {

    private static final int[] WHITE_IS_ZERO = {0};
    private static final int[] BLACK_IS_ZERO = {1};
    private static final int[] RGB = {2};
    private static final int[] INDEXED = {3};
    private static final int[] INKS = {5};
    private static final int[] DEFLATED = {8};
    private static final int[] ASSOCIATED = {1};
    private static final int[] UNASSOCIATED = {2};

    @ParameterizedTest
    @ValueSource(strings = {"LITTLE_ENDIAN", "BIG_ENDIAN"})
    void an_image_of_several_strips_has_the_pixels_that_it_was_made_of(String order) {
        // Given
        byte[] pixels = random(5 * 4 * 3);
        ByteOrder byteOrder = order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;

        // When
        int[] decoded = decoded(TiffFile.of(byteOrder, 5, 4, 3, 8, 2, pixels, Map.of(TiffFile.PHOTOMETRIC, RGB)), 5, 4);

        // Then
        for (int i = 0; i < pixels.length; i++) {
            assertThat(decoded[i]).isEqualTo(pixels[i] & 0xFF);
        }
    }

    @Test
    void a_compressed_image_has_the_pixels_that_it_was_made_of() {
        // Given
        byte[] strip = PngFile.deflated(new byte[] {10, 20, 30, 40, 50, 60});
        Map<Integer, int[]> fields = Map.of(TiffFile.PHOTOMETRIC, RGB, TiffFile.COMPRESSION, DEFLATED);

        // When / Then
        assertThat(decoded(TiffFile.of(ByteOrder.LITTLE_ENDIAN, 1, 2, 3, 8, 1, strip, fields), 1, 2))
                .containsExactly(10, 20, 30, 40, 50, 60);
    }

    @Test
    void gray_stays_gray_in_either_sense() {
        byte[] pixels = {10, (byte) 200};

        assertThat(decoded(gray(8, pixels, BLACK_IS_ZERO), 1, 2)).containsExactly(10, 10, 10, 200, 200, 200);
        assertThat(decoded(gray(8, pixels, WHITE_IS_ZERO), 1, 2)).containsExactly(245, 245, 245, 55, 55, 55);
        assertThat(decoded(gray(1, new byte[] {0x40}, BLACK_IS_ZERO), 1, 2)).containsExactly(0, 0, 0, 255, 255, 255);
        assertThat(decoded(gray(4, new byte[] {0x4A}, BLACK_IS_ZERO), 1, 2)).containsExactly(68, 68, 68, 170, 170, 170);
    }

    @Test
    void of_16_bits_the_high_byte_counts() {
        byte[] pixels = {0x12, 0x34, (byte) 0xAB, (byte) 0xCD};

        assertThat(decoded(gray(16, pixels, BLACK_IS_ZERO), 1, 2)).containsExactly(18, 18, 18, 171, 171, 171);
    }

    @Test
    void indices_go_into_the_palette() {
        // Given: all reds, all greens, all blues, of 16 bits
        int[] palette = new int[3 * 16];
        palette[7] = 0xFFFF;
        palette[16 + 7] = 0x8080;
        byte[] file = TiffFile.of(
                ByteOrder.BIG_ENDIAN,
                1,
                2,
                1,
                4,
                1,
                new byte[] {0x70},
                Map.of(TiffFile.PHOTOMETRIC, INDEXED, TiffFile.PALETTE, palette));

        // When / Then
        assertThat(decoded(file, 1, 2)).containsExactly(255, 128, 0, 0, 0, 0);
    }

    @Test
    void inks_are_mixed_without_a_profile() {
        // The expected pixels are from Pillow 9.4, convert("RGB")
        byte[] pixels = {55, (byte) 155, (byte) 205, 35};

        assertThat(decoded(page(4, pixels, Map.of(TiffFile.PHOTOMETRIC, INKS)), 1, 1))
                .containsExactly(173, 86, 43);
    }

    @Test
    void a_fourth_sample_is_alpha_if_the_file_says_so() {
        byte[] pixels = {100, 50, 0, 102};

        assertThat(decoded(page(4, pixels, fields(UNASSOCIATED)), 1, 1)).containsExactly(193, 173, 153);
        assertThat(decoded(page(4, pixels, fields(ASSOCIATED)), 1, 1)).containsExactly(253, 203, 153);
        assertThat(decoded(page(4, pixels, fields(new int[] {0})), 1, 1)).containsExactly(100, 50, 0);
    }

    @Test
    void the_orientation_is_applied() {
        byte[] file = TiffFile.of(
                ByteOrder.BIG_ENDIAN,
                1,
                2,
                1,
                8,
                1,
                new byte[] {1, 2},
                Map.of(TiffFile.PHOTOMETRIC, BLACK_IS_ZERO, TiffFile.ORIENTATION, new int[] {6}));

        assertThat(decoded(file, 2, 1)).containsExactly(1, 1, 1, 2, 2, 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 6, 10, 12, 14, 32})
    void samples_of_an_unusual_number_of_bits_are_named(int bits) {
        assertThat(problem(gray(bits, new byte[8], BLACK_IS_ZERO)))
                .isEqualTo("is an unsupported TIFF image (samples of " + bits + " bits)");
    }

    @Test
    void color_spaces_and_planes_that_cannot_be_taken_as_they_are_stored_are_named() {
        Map<Integer, int[]> lab = Map.of(TiffFile.PHOTOMETRIC, new int[] {8});
        Map<Integer, int[]> planes =
                Map.of(TiffFile.PHOTOMETRIC, RGB, TiffFile.COMPRESSION, new int[] {7}, 284, new int[] {2});

        assertThat(problem(page(3, random(3), lab))).isEqualTo("is an unsupported TIFF image (color space 8)");
        assertThat(problem(page(3, random(3), planes)))
                .isEqualTo("is an unsupported TIFF image (JPEG compression of separate planes)");
    }

    @Test
    void an_image_that_is_cut_off_is_refused() {
        // Given: pixels, then their directory, then its values
        byte[] file = page(3, random(3), Map.of(TiffFile.PHOTOMETRIC, RGB));

        // When / Then
        for (int length = 8; length < file.length; length++) {
            assertThat(problem(Arrays.copyOf(file, length))).startsWith("is a truncated TIFF image");
        }
        byte[] longer = TiffFile.of(
                ByteOrder.BIG_ENDIAN, 1, 1, 3, 8, 1, random(3), Map.of(TiffFile.PHOTOMETRIC, RGB, 279, new int[] {999
                }));
        assertThat(problem(longer)).isEqualTo("is a truncated TIFF image (the file ends before the last row)");
    }

    @Test
    void sizes_that_the_file_does_not_have_are_refused_before_memory_is_taken() {
        Map<Integer, int[]> wide = Map.of(TiffFile.PHOTOMETRIC, RGB, 322, new int[] {0x7FFFFFFF}, 323, new int[] {16});
        Map<Integer, int[]> deep = Map.of(TiffFile.PHOTOMETRIC, RGB, 277, new int[] {0x7FFFFFFF});

        assertThat(problem(page(3, random(3), wide))).startsWith("is a damaged TIFF image (its tiles have 2147483647");
        assertThat(problem(page(3, random(3), deep))).startsWith("is an unsupported TIFF image (2147483647 samples");
    }

    private static Map<Integer, int[]> fields(int[] extraSamples) {
        return Map.of(TiffFile.PHOTOMETRIC, RGB, TiffFile.EXTRA_SAMPLES, extraSamples);
    }

    /** A page of one pixel. */
    private static byte[] page(int samples, byte[] pixel, Map<Integer, int[]> fields) {
        return TiffFile.of(ByteOrder.BIG_ENDIAN, 1, 1, samples, 8, 1, pixel, fields);
    }

    /** A gray page of two pixels. */
    private static byte[] gray(int bits, byte[] row, int[] photometric) {
        return TiffFile.of(ByteOrder.BIG_ENDIAN, 1, 2, 1, bits, 1, row, Map.of(TiffFile.PHOTOMETRIC, photometric));
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}

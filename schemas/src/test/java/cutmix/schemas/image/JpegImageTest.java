package cutmix.schemas.image;

import static cutmix.schemas.image.file.Decoding.decoded;
import static cutmix.schemas.image.file.Decoding.isReadable;
import static cutmix.schemas.image.file.Decoding.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.image.file.JpegFile;
import cutmix.schemas.image.file.Pictures;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegImageTest {

    private static final int SIDE = 64;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_image_that_is_cut_off_is_refused(boolean progressive) {
        // Given
        byte[] file = JpegFile.of(Pictures.noise(SIDE), progressive);

        // When / Then
        for (int percent = 1; percent < 100; percent++) {
            String problem = problem(Arrays.copyOf(file, Math.max(3, file.length * percent / 100)));
            assertThat(problem).as(percent + " %").startsWith("is a truncated JPEG image");
        }
    }

    @Test
    void a_progressive_image_is_refused_that_ends_between_two_scans() {
        // Given
        byte[] file = JpegFile.of(Pictures.noise(SIDE), true);
        int lastScan = lastIndexOf(file, 0xDA);

        // When
        String problem = problem(Arrays.copyOf(file, lastScan));

        // Then
        assertThat(problem).isEqualTo("is a truncated JPEG image (the file ends before the last scan)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_missing_end_marker_and_bytes_behind_it_are_harmless(boolean progressive) {
        // Given
        byte[] file = JpegFile.of(Pictures.noise(SIDE), progressive);
        int[] whole = decoded(file, 8, 8);

        // When / Then
        assertThat(decoded(JpegFile.withoutEnd(file), 8, 8)).isEqualTo(whole);
        assertThat(decoded(Arrays.copyOf(file, file.length + 1000), 8, 8)).isEqualTo(whole);
    }

    @Test
    void an_image_that_is_damaged_in_the_middle_is_refused_where_the_reader_only_warns() {
        // Given
        byte[] file = JpegFile.of(Pictures.noise(SIDE), false);
        int begin = lastIndexOf(file, 0xDA) + 12;

        // When: a part is removed, so that pixels are missing at the end
        byte[] damaged = new byte[file.length - 200];
        System.arraycopy(file, 0, damaged, 0, begin + 100);
        System.arraycopy(file, begin + 300, damaged, begin + 100, file.length - begin - 300);

        // Then
        assertThat(problem(damaged)).startsWith("is a ").contains("JPEG image (");
    }

    @Test
    void a_progressive_image_has_the_pixels_of_its_last_scan() {
        // The writer stores the same coefficients in both, in a different order.
        assertThat(decoded(JpegFile.of(Pictures.noise(SIDE), true), SIDE, SIDE))
                .isEqualTo(decoded(JpegFile.of(Pictures.noise(SIDE), false), SIDE, SIDE));
    }

    @Test
    void gray_stays_gray() {
        BufferedImage gray = new BufferedImage(8, 8, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64; i++) {
            gray.getRaster().setSample(i % 8, i / 8, 0, 77);
        }

        assertThat(decoded(JpegFile.of(gray, false), 8, 8)).containsOnly(77);
    }

    /** The expected pixels are from Pillow 9.4, convert("RGB"). */
    @ParameterizedTest
    @CsvSource({
        "0, 200, 100, 50, 220, 173, 86, 43",
        "0, 255, 255, 255, 255, 255, 255, 255",
        "0, 10, 250, 128, 0, 0, 0, 0",
        "2, 150, 100, 180, 220, 28, 114, 134",
        "2, 80, 128, 128, 255, 175, 175, 175"
    })
    void inks_are_mixed_without_a_profile(int transform, int a, int b, int c, int black, int red, int green, int blue) {
        // Given
        byte[] file = JpegFile.withAdobeTransform(JpegFile.ofSamples(8, 8, 4, a, b, c, black), transform);

        // When
        int[] pixels = decoded(file, 8, 8);

        // Then
        for (int i = 0; i < pixels.length; i += 3) {
            assertThat(pixels[i]).isCloseTo(red, within(2));
            assertThat(pixels[i + 1]).isCloseTo(green, within(2));
            assertThat(pixels[i + 2]).isCloseTo(blue, within(2));
        }
    }

    @Test
    void adobes_segment_tells_rgb_from_color_differences() {
        // Given
        byte[] file = JpegFile.ofSamples(8, 8, 3, 200, 90, 40);

        // When / Then
        assertThat(decoded(JpegFile.withAdobeTransform(file, 0), 1, 1)).containsExactly(200, 90, 40);
        // 200 + 1.402 (40 - 128), 200 - 0.344 (90 - 128) - 0.714 (40 - 128), 200 + 1.772 (90 - 128)
        assertThat(decoded(JpegFile.withAdobeTransform(file, 1), 1, 1)).containsExactly(77, 255, 133);
        assertThat(decoded(file, 1, 1)).containsExactly(77, 255, 133);
    }

    @Test
    void a_profile_changes_nothing_even_if_it_is_damaged() {
        // Given
        byte[] file = JpegFile.of(Pictures.noise(SIDE), false);
        byte[] profile = new byte[500];
        byte[] name = {'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E', 0, 1, 1};
        System.arraycopy(name, 0, profile, 0, name.length);

        // When / Then
        assertThat(decoded(JpegFile.with(file, JpegFile.ICC, profile), SIDE, SIDE))
                .isEqualTo(decoded(file, SIDE, SIDE));
    }

    /**
     * The positions of the pixels of a 2 x 3 image, numbered by rows, when it is upright (EXIF 2.32, figure of tag
     * 0x0112).
     */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 012345", "2, 2, 210543", "3, 2, 543210", "4, 2, 345012",
        "5, 3, 031425", "6, 3, 304152", "7, 3, 524130", "8, 3, 251403",
        "0, 2, 012345", "9, 2, 012345"
    })
    void the_orientation_is_applied(int orientation, int height, String order) {
        // Given: independent blocks of 8 x 8 pixels
        BufferedImage image = new BufferedImage(24, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 24; x++) {
                image.getRaster().setSample(x, y, 0, 20 + 40 * (y / 8 * 3 + x / 8));
            }
        }
        byte[] file = JpegFile.with(JpegFile.of(image, false), JpegFile.EXIF, JpegFile.exif(orientation));

        // When
        int[] pixels = decoded(file, height, 6 / height);

        // Then
        for (int i = 0; i < 6; i++) {
            assertThat(pixels[3 * i]).isCloseTo(20 + 40 * (order.charAt(i) - '0'), within(1));
        }
    }

    @Test
    void the_orientation_may_be_a_number_of_four_bytes() {
        // Given
        byte[] file = JpegFile.of(Pictures.noise(SIDE), false);
        byte[] exif = JpegFile.exif(3);
        exif[19] = 4;
        exif[25] = 0;
        exif[27] = 3;

        // When / Then
        assertThat(decoded(JpegFile.with(file, JpegFile.EXIF, exif), 8, 8))
                .isEqualTo(decoded(JpegFile.with(file, JpegFile.EXIF, JpegFile.exif(3)), 8, 8))
                .isNotEqualTo(decoded(file, 8, 8));
    }

    @Test
    void an_image_with_a_damaged_exif_block_is_taken_as_it_is() {
        // Given
        byte[] file = JpegFile.of(Pictures.noise(SIDE), false);
        int[] whole = decoded(file, 8, 8);
        Random random = new Random(1);

        // When / Then
        for (int i = 0; i < 200; i++) {
            byte[] exif = Arrays.copyOf(JpegFile.exif(1), 6 + random.nextInt(27));
            for (int at = 6; at < exif.length; at++) {
                if (random.nextInt(4) == 0) {
                    exif[at] = (byte) (random.nextBoolean() ? 0xFF : 0x80);
                }
            }
            assertThat(decoded(JpegFile.with(file, JpegFile.EXIF, exif), 8, 8)).isEqualTo(whole);
        }
    }

    @Test
    void what_the_reader_cannot_decode_is_named() {
        // Given
        byte[] file = JpegFile.of(Pictures.noise(SIDE), false);
        file[lastIndexOf(file, 0xC0) + 1] = (byte) 0xC9;

        // When / Then
        assertThat(problem(file)).isEqualTo("is an unsupported JPEG image (coding process 9)");
        assertThat(isReadable(JpegFile.of(Pictures.noise(SIDE), false))).isTrue();
    }

    /** The index of the last marker of a kind. */
    private static int lastIndexOf(byte[] file, int marker) {
        for (int i = file.length - 2; i >= 0; i--) {
            if ((file[i] & 0xFF) == 0xFF && (file[i + 1] & 0xFF) == marker) {
                return i;
            }
        }
        throw new AssertionError("no marker " + marker);
    }
}

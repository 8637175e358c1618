package cutmix.schemas.image;

import static cutmix.schemas.image.file.Decoding.decoded;
import static cutmix.schemas.image.file.Decoding.isReadable;
import static cutmix.schemas.image.file.Decoding.problem;
import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.image.file.JpegFile;
import cutmix.schemas.image.file.Pictures;
import cutmix.schemas.image.file.PngFile;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngImageTest {

    private static final int[] RAMP = IntStream.range(0, 16).toArray();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void gray_of_any_depth_is_spread_over_all_levels_and_stays_gray(int depth) {
        // Given
        int most = (1 << depth) - 1;
        int[] samples = Arrays.stream(RAMP).map(i -> most * i / 15).toArray();

        // When
        int[] pixels = decoded(PngFile.of(4, 4, PngFile.GRAY, depth, samples, false), 4, 4);

        // Then
        for (int i = 0; i < pixels.length; i++) {
            int sample = samples[i / 3];
            assertThat(pixels[i]).isEqualTo(depth == 16 ? sample >> 8 : sample * 255 / most);
        }
    }

    @Example
    void an_opaque_alpha_channel_changes_no_gray() {
        // Given
        int[] samples = new int[32];
        for (int i = 0; i < 16; i++) {
            samples[2 * i] = 16 * i;
            samples[2 * i + 1] = 255;
        }

        // When
        int[] pixels = decoded(PngFile.of(4, 4, PngFile.GRAY_ALPHA, 8, samples, false), 4, 4);

        // Then
        for (int i = 0; i < pixels.length; i++) {
            assertThat(pixels[i]).isEqualTo(16 * (i / 3));
        }
    }

    @Example
    void the_transparent_gray_turns_white_and_all_others_stay() {
        byte[] file = PngFile.of(
                1, 3, PngFile.GRAY, 8, new int[] {10, 20, 30}, false, PngFile.chunk("tRNS", (byte) 0, (byte) 20));

        assertThat(decoded(file, 1, 3)).containsExactly(10, 10, 10, 255, 255, 255, 30, 30, 30);
    }

    @Example
    void a_transparent_gray_of_16_bits_is_compared_to_the_last_bit() {
        byte[] file = PngFile.of(
                1, 2, PngFile.GRAY, 16, new int[] {0x1402, 0x1401}, false, PngFile.chunk("tRNS", (byte) 0x14, (byte)
                        2));

        assertThat(decoded(file, 1, 2)).containsExactly(255, 255, 255, 20, 20, 20);
    }

    @Example
    void the_transparent_color_turns_white() {
        byte[] transparency = PngFile.chunk("tRNS", new byte[] {0, 1, 0, 2, 0, 3});
        byte[] file = PngFile.of(1, 2, PngFile.RGB, 8, new int[] {1, 2, 3, 1, 2, 4}, false, transparency);

        assertThat(decoded(file, 1, 2)).containsExactly(255, 255, 255, 1, 2, 4);
    }

    @Example
    void colors_of_a_palette_may_be_transparent_and_those_behind_its_end_are_black() {
        byte[] palette = PngFile.chunk("PLTE", new byte[] {100, 0, 0, 0, 100, 0});
        byte[] transparency = PngFile.chunk("tRNS", new byte[] {51});
        byte[] file = PngFile.of(1, 3, PngFile.PALETTE, 2, new int[] {0, 1, 3}, false, palette, transparency);

        // 51 / 255 of the color, and the rest white
        assertThat(decoded(file, 1, 3)).containsExactly(224, 204, 204, 0, 100, 0, 0, 0, 0);
    }

    @Example
    void transparent_pixels_are_blended_before_the_image_is_shrunk() {
        // Given: transparent black next to opaque gray
        int[] samples = {0, 0, 0, 0, 100, 100, 100, 255};

        // When
        int[] pixels = decoded(PngFile.of(1, 2, PngFile.RGB_ALPHA, 8, samples, false), 1, 1);

        // Then: the mean of white and gray
        assertThat(pixels).containsExactly(178, 178, 178);
    }

    @Example
    void gamma_chromaticities_and_profiles_change_nothing() {
        // Given
        int[] samples = Pictures.samples(Pictures.gradient(8, 8));
        byte[] gamma = PngFile.chunk("gAMA", new byte[] {0, 1, (byte) 0x86, (byte) 0xA0});
        byte[] profile = PngFile.chunk("iCCP", new byte[] {'x', 0, 0, 1, 2, 3});
        byte[] rgb = PngFile.chunk("cHRM", new byte[32]);

        // When
        byte[] file = PngFile.of(8, 8, PngFile.RGB, 8, samples, false, gamma, profile, rgb);

        // Then
        assertThat(decoded(file, 8, 8)).isEqualTo(samples);
    }

    @Property(tries = 200)
    void an_interlaced_image_is_that_of_plain_rows(
            @ForAll @IntRange(min = 1, max = 20) int height,
            @ForAll @IntRange(min = 1, max = 20) int width,
            @ForAll boolean deep,
            @ForAll @IntRange(min = 1, max = 9) int side,
            @ForAll long seed) {
        // Given
        int[] samples = new Random(seed)
                .ints(4L * height * width, 0, deep ? 65536 : 256)
                .toArray();
        int depth = deep ? 16 : 8;

        // When
        byte[] interlaced = PngFile.of(height, width, PngFile.RGB_ALPHA, depth, samples, true);

        // Then
        byte[] plain = PngFile.of(height, width, PngFile.RGB_ALPHA, depth, samples, false);
        assertThat(decoded(interlaced, side, side)).isEqualTo(decoded(plain, side, side));
    }

    @Example
    void every_beginning_of_a_file_is_refused_until_the_last_row_is_there() {
        // Given
        int[] samples = new Random(1).ints(3 * 64, 0, 256).toArray();
        byte[] file = PngFile.of(8, 8, PngFile.RGB, 8, samples, false);
        int[] whole = decoded(file, 4, 4);

        // When
        int accepted = 0;
        for (int length = 0; length < file.length; length++) {
            byte[] beginning = Arrays.copyOf(file, length);
            if (isReadable(beginning)) {
                accepted++;
                assertThat(decoded(beginning, 4, 4)).isEqualTo(whole);
            }
        }

        // Then: the end chunk, and the checksums of chunk and stream before it
        assertThat(accepted).isBetween(12, 24);
        assertThat(problem(Arrays.copyOf(file, file.length / 2))).startsWith("is a truncated PNG image");
    }

    @Example
    void pixels_with_a_wrong_checksum_are_refused() {
        // Given
        byte[] file = PngFile.of(8, 8, PngFile.GRAY, 8, new int[64], false);
        file[file.length - 14] ^= 1;

        // When / Then
        assertThat(problem(file)).isEqualTo("is a damaged PNG image (wrong checksum of its chunk IDAT)");
    }

    @Example
    void a_chunk_that_no_pixel_needs_may_be_damaged() {
        // Given
        byte[] exif = PngFile.chunk("eXIf", Arrays.copyOfRange(JpegFile.exif(3), 6, 32));
        exif[exif.length - 1] ^= 1;
        byte[] file = PngFile.of(1, 2, PngFile.GRAY, 8, new int[] {1, 2}, false, exif);

        // When / Then
        assertThat(decoded(file, 1, 2)).containsExactly(1, 1, 1, 2, 2, 2);
    }

    @Example
    void the_orientation_is_applied() {
        byte[] exif = PngFile.chunk("eXIf", Arrays.copyOfRange(JpegFile.exif(3), 6, 32));
        byte[] file = PngFile.of(1, 2, PngFile.GRAY, 8, new int[] {1, 2}, false, exif);

        assertThat(decoded(file, 1, 2)).containsExactly(2, 2, 2, 1, 1, 1);
    }

    @Example
    void the_orientation_may_come_behind_the_pixels_and_be_followed_by_a_large_thumbnail() {
        // Given
        byte[] exif = Arrays.copyOf(Arrays.copyOfRange(JpegFile.exif(3), 6, 32), 200_000);
        byte[] chunk = PngFile.chunk("eXIf", exif);
        byte[] file = PngFile.of(1, 2, PngFile.GRAY, 8, new int[] {1, 2}, false);

        // When
        byte[] behind = Arrays.copyOf(file, file.length + chunk.length);
        System.arraycopy(file, file.length - 12, behind, behind.length - 12, 12);
        System.arraycopy(chunk, 0, behind, file.length - 12, chunk.length);

        // Then
        assertThat(decoded(behind, 1, 2)).containsExactly(2, 2, 2, 1, 1, 1);
        assertThat(problem(Arrays.copyOf(behind, behind.length - 100)))
                .isEqualTo("is a truncated PNG image (the file ends before its orientation)");
        behind[file.length + 50] ^= 1;
        assertThat(decoded(behind, 1, 2)).containsExactly(1, 1, 1, 2, 2, 2);
    }
}

package cutmix.schemas.image;

import static cutmix.schemas.image.file.Decoding.decoded;
import static cutmix.schemas.image.file.Decoding.isReadable;
import static cutmix.schemas.image.file.Decoding.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BmpImageTest {

    private static final int NONE = 0;
    private static final int RUNS_OF_8 = 1;
    private static final int RUNS_OF_4 = 2;
    private static final int MASKS = 3;
    private static final int[] RED_AND_BLUE = {0, 0xFF0000, 0x0000FF};

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void indices_of_any_size_go_into_the_palette(int bits) {
        // Given: five pixels; the second and the fourth have the second color
        byte[] row = new byte[8];
        row[bits / 8] |= (byte) (1 << (8 - 2 * bits % 8) % 8);
        row[3 * bits / 8] |= (byte) (1 << (8 - 4 * bits % 8) % 8);
        byte[] file = bmp(1, 5, bits, NONE, RED_AND_BLUE, Arrays.copyOf(row, bits == 8 ? 8 : 4));

        // When / Then
        assertThat(decoded(file, 1, 5)).containsExactly(0, 0, 0, 255, 0, 0, 0, 0, 0, 255, 0, 0, 0, 0, 0);
    }

    @Test
    void rows_go_from_the_bottom_up_or_with_a_negative_height_from_the_top_down() {
        byte[] rows = {3, 2, 1, 0, 6, 5, 4, 0};

        assertThat(decoded(bmp(2, 1, 24, NONE, new int[0], rows), 2, 1)).containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(decoded(bmp(-2, 1, 24, NONE, new int[0], rows), 2, 1)).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void samples_of_16_bits_are_spread_over_all_levels() {
        // 5 bits each without masks, 5, 6 and 5 with these
        byte[] pixel = {(byte) 0xE1, 0x7F, 0, 0};

        assertThat(decoded(bmp(1, 1, 16, NONE, new int[0], pixel), 1, 1)).containsExactly(255, 255, 8);
        assertThat(decoded(bmp(1, 1, 16, MASKS, new int[] {0xF800, 0x07E0, 0x001F}, pixel), 1, 1))
                .containsExactly(123, 255, 8);
    }

    @Test
    void the_fourth_byte_of_a_pixel_means_nothing_without_a_mask() {
        byte[] pixel = {3, 2, 1, 0};

        assertThat(decoded(bmp(1, 1, 32, NONE, new int[0], pixel), 1, 1)).containsExactly(1, 2, 3);
    }

    @Test
    void runs_literals_moves_and_ends_make_rows() {
        // Given: the lower row is a run and a literal, the upper one moves to its third pixel
        byte[] data = {2, 1, 0, 3, 2, 1, 2, 0, 0, 0, 0, 2, 2, 0, 1, 1, 0, 1};

        // When
        int[] pixels = decoded(bmp(2, 5, 8, RUNS_OF_8, RED_AND_BLUE, data), 2, 5);

        // Then
        assertThat(reds(pixels)).containsExactly(0, 0, 255, 0, 0, 255, 255, 0, 255, 0);
    }

    @Test
    void runs_of_half_bytes_alternate() {
        byte[] data = {5, 0x12, 0, 1};

        assertThat(reds(decoded(bmp(1, 5, 4, RUNS_OF_4, RED_AND_BLUE, data), 1, 5)))
                .containsExactly(255, 0, 255, 0, 255);
    }

    @Test
    void every_beginning_of_a_file_is_refused_until_the_last_pixel_is_there() {
        // Given: rows of five pixels, and a padding byte
        byte[] rows = new byte[5 * 16];
        new Random(1).nextBytes(rows);
        byte[] file = bmp(5, 5, 24, NONE, new int[0], rows);

        // When / Then
        for (int length = 14; length < file.length; length++) {
            byte[] beginning = Arrays.copyOf(file, length);
            if (length >= file.length - 1) {
                assertThat(isReadable(beginning)).isTrue();
            } else {
                assertThat(problem(beginning)).startsWith("is a truncated BMP image");
            }
        }
    }

    /** The red samples of the pixels. */
    private static int[] reds(int[] pixels) {
        int[] reds = new int[pixels.length / 3];
        for (int i = 0; i < reds.length; i++) {
            reds[i] = pixels[3 * i];
        }
        return reds;
    }

    /** @param numbers palette or masks */
    private static byte[] bmp(int height, int width, int bits, int compression, int[] numbers, byte[] rows) {
        int pixelsAt = 54 + 4 * numbers.length;
        ByteBuffer file = ByteBuffer.allocate(pixelsAt + rows.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(pixelsAt);
        file.putInt(40).putInt(width).putInt(height).putShort((short) 1).putShort((short) bits);
        file.putInt(compression).putInt(rows.length).putInt(0).putInt(0);
        file.putInt(compression == MASKS ? 0 : numbers.length).putInt(0);
        for (int number : numbers) {
            file.putInt(number);
        }
        return file.put(rows).array();
    }
}

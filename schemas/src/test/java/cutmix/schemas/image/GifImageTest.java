package cutmix.schemas.image;

import static cutmix.schemas.image.file.Decoding.decoded;
import static cutmix.schemas.image.file.Decoding.isReadable;
import static cutmix.schemas.image.file.Decoding.problem;
import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.image.file.GifFile;
import cutmix.schemas.image.file.Pictures;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GifImageTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 300", "64, 64", "200, 200"})
    void an_image_has_the_pixels_that_it_was_made_of(int height, int width) throws IOException {
        // Given: few colors in the upper half, so that codes become long, and noise below
        byte[] grays = new byte[256];
        for (int i = 0; i < 256; i++) {
            grays[i] = (byte) (255 - i);
        }
        IndexColorModel colors = new IndexColorModel(8, 256, grays, grays, new byte[256]);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colors);
        Random random = new Random(1);
        for (int i = 0; i < height * width; i++) {
            int index = i < height * width / 2 ? i / 50 % 3 : random.nextInt(256);
            image.getRaster().setSample(i % width, i / width, 0, index);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "gif", file);

        // When / Then
        assertThat(decoded(file.toByteArray(), height, width)).isEqualTo(Pictures.samples(image));
    }

    @Test
    void the_transparent_color_turns_white() {
        byte[] file = GifFile.of(1, 3, 0, 0, 1, 3, false, 2, 1, 2, 3);

        assertThat(decoded(file, 1, 3)).containsExactly(255, 0, 0, 255, 255, 255, 0, 0, 255);
    }

    @Test
    void around_a_small_frame_is_the_transparent_color_or_the_first() {
        byte[] transparent = GifFile.of(1, 3, 0, 1, 1, 1, false, 2, 1);
        byte[] opaque = GifFile.of(1, 3, 0, 1, 1, 1, false, GifFile.NO_COLOR, 1);

        assertThat(decoded(transparent, 1, 3)).containsExactly(255, 255, 255, 255, 0, 0, 255, 255, 255);
        assertThat(decoded(opaque, 1, 3)).containsExactly(0, 0, 0, 255, 0, 0, 0, 0, 0);
    }

    @Test
    void rows_of_an_interlaced_image_are_put_in_order() {
        // Given: rows 0, 8, then 4, then 2, 6, then 1, 3, 5, 7, 9
        int[] stored = {0, 2, 1, 0, 3, 1, 1, 2, 3, 0};
        byte[] file = GifFile.of(10, 1, 0, 0, 10, 1, true, GifFile.NO_COLOR, stored);

        // When
        int[] pixels = decoded(file, 10, 1);

        // Then
        int[] expected = {0, 1, 0, 1, 1, 2, 3, 3, 2, 0};
        for (int y = 0; y < 10; y++) {
            assertThat(pixels[3 * y]).isEqualTo(expected[y] == 1 ? 255 : 0);
            assertThat(pixels[3 * y + 1]).isEqualTo(expected[y] == 2 ? 255 : 0);
            assertThat(pixels[3 * y + 2]).isEqualTo(expected[y] == 3 ? 255 : 0);
        }
    }

    @Test
    void every_beginning_of_a_file_is_refused_until_the_last_pixel_is_there() {
        // Given
        int[] indices = new Random(1).ints(400, 0, 4).toArray();
        byte[] file = GifFile.of(20, 20, 0, 0, 20, 20, false, GifFile.NO_COLOR, indices);

        // When
        int shortest = file.length;
        while (isReadable(Arrays.copyOf(file, shortest - 1))) {
            shortest--;
        }

        // Then: the end of the frame and of the file may be missing
        assertThat(file.length - shortest).isBetween(2, 4);
        for (int length = 6; length < shortest; length++) {
            assertThat(problem(Arrays.copyOf(file, length))).startsWith("is a truncated GIF image");
        }
    }

    @Test
    void a_frame_that_ends_before_its_last_pixel_is_refused() {
        byte[] file = GifFile.of(2, 2, 0, 0, 2, 2, false, GifFile.NO_COLOR, 1, 2, 3);

        assertThat(problem(file)).isEqualTo("is a damaged GIF image (its first frame ends before its last row)");
    }
}

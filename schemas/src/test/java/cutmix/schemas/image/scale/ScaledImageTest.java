package cutmix.schemas.image.scale;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ScaledImageTest {

    @Property(tries = 300)
    void shrinking_takes_the_mean_over_the_area(
            @ForAll @IntRange(min = 1, max = 60) int fromHeight,
            @ForAll @IntRange(min = 1, max = 60) int fromWidth,
            @ForAll @IntRange(min = 1, max = 60) int height,
            @ForAll @IntRange(min = 1, max = 60) int width,
            @ForAll long seed) {
        // Given
        int toHeight = Math.min(height, fromHeight);
        int toWidth = Math.min(width, fromWidth);
        byte[] pixels = random(fromHeight * fromWidth * 3, seed);

        // When
        byte[] scaled = scaled(pixels, fromHeight, fromWidth, toHeight, toWidth);

        // Then
        for (int y = 0; y < toHeight; y++) {
            for (int x = 0; x < toWidth; x++) {
                double mean = mean(pixels, fromHeight, fromWidth, toHeight, toWidth, y, x);
                assertThat(scaled[3 * (y * toWidth + x)] & 0xFF)
                        .isBetween((int) Math.floor(mean), (int) Math.ceil(mean));
                assertThat(Math.abs((scaled[3 * (y * toWidth + x)] & 0xFF) - mean))
                        .isLessThanOrEqualTo(0.5 + 1e-9);
            }
        }
    }

    /** The expected mean of the first channel: the weight of a pixel is the area that it shares with the scaled one. */
    private static double mean(byte[] pixels, int fromHeight, int fromWidth, int toHeight, int toWidth, int y, int x) {
        double sum = 0;
        for (int row = 0; row < fromHeight; row++) {
            for (int column = 0; column < fromWidth; column++) {
                double area = shared(row, fromHeight, y, toHeight) * shared(column, fromWidth, x, toWidth);
                sum += area * (pixels[3 * (row * fromWidth + column)] & 0xFF);
            }
        }
        return sum * toHeight * toWidth / fromHeight / fromWidth;
    }

    private static double shared(int pixel, int from, int scaled, int to) {
        double begin = Math.max(pixel, (double) scaled * from / to);
        double end = Math.min(pixel + 1, (scaled + 1.0) * from / to);
        return Math.max(0, end - begin);
    }

    @Property(tries = 200)
    void the_order_of_the_pixels_makes_no_difference(
            @ForAll @IntRange(min = 1, max = 40) int fromHeight,
            @ForAll @IntRange(min = 1, max = 40) int fromWidth,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll long seed) {
        // Given
        byte[] pixels = random(fromHeight * fromWidth * 3, seed);
        ScaledImage image = new ScaledImage(fromHeight, fromWidth, height, width);

        // When: every second pixel of a row, from the bottom up, then the others
        for (int start = 0; start < 2; start++) {
            for (int y = fromHeight - 1; y >= 0; y--) {
                int count = (fromWidth - start + 1) / 2;
                byte[] rgb = new byte[3 * count];
                for (int i = 0; i < count; i++) {
                    System.arraycopy(pixels, 3 * (y * fromWidth + start + 2 * i), rgb, 3 * i, 3);
                }
                image.accept(y, start, 2, count, rgb);
            }
        }

        // Then
        assertThat(image.isComplete()).isTrue();
        assertThat(image.pixels()).isEqualTo(scaled(pixels, fromHeight, fromWidth, height, width));
    }

    @Property(tries = 50)
    void an_image_of_the_wanted_size_keeps_its_pixels(
            @ForAll @IntRange(min = 1, max = 50) int height,
            @ForAll @IntRange(min = 1, max = 50) int width,
            @ForAll long seed) {
        byte[] pixels = random(3 * height * width, seed);

        assertThat(scaled(pixels, height, width, height, width)).isEqualTo(pixels);
    }

    @Example
    void enlarging_interpolates_between_the_centers_of_pixels() {
        // Given
        byte[] pixels = {0, 0, 0, 100, 100, 100};

        // When
        byte[] scaled = scaled(pixels, 1, 2, 1, 8);

        // Then: centers at 0.25 and 0.75 of the width, scaled ones at 1/16, 3/16, …
        int[] expected = {0, 0, 13, 38, 63, 88, 100, 100};
        for (int x = 0; x < 8; x++) {
            assertThat((int) scaled[3 * x]).isEqualTo(expected[x]);
        }
    }

    @Example
    void the_sums_of_the_largest_images_do_not_overflow() {
        // Given
        int side = 10_000;
        ScaledImage image = new ScaledImage(side, side, 1, 1);
        byte[] white = new byte[3 * side];
        Arrays.fill(white, (byte) 255);

        // When
        for (int y = 0; y < side; y++) {
            image.accept(y, 0, 1, side, white);
        }

        // Then
        assertThat(image.pixels()).containsExactly(-1, -1, -1);
    }

    @Example
    void an_image_without_one_of_its_rows_is_not_complete() {
        // Given
        ScaledImage image = new ScaledImage(3, 2, 1, 1);

        // When
        image.accept(0, 0, 1, 2, new byte[6]);
        image.accept(2, 0, 1, 2, new byte[6]);

        // Then
        assertThat(image.isComplete()).isFalse();
    }

    private static byte[] scaled(byte[] pixels, int fromHeight, int fromWidth, int height, int width) {
        ScaledImage image = new ScaledImage(fromHeight, fromWidth, height, width);
        for (int y = 0; y < fromHeight; y++) {
            byte[] row = Arrays.copyOfRange(pixels, 3 * y * fromWidth, 3 * (y + 1) * fromWidth);
            image.accept(y, 0, 1, fromWidth, row);
        }
        return image.pixels();
    }

    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}

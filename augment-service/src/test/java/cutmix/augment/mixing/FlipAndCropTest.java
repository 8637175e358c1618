package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.View;
import cutmix.schemas.order.SeededRandom;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlipAndCropTest {

    @Property
    void a_flip_twice_is_no_flip(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 4) int channels) {
        byte[] pixels = image(height, width, channels);

        FlipAndCrop.flip(pixels, width, channels);
        FlipAndCrop.flip(pixels, width, channels);

        assertThat(pixels).isEqualTo(image(height, width, channels));
    }

    @Property
    void a_shift_of_zero_is_a_copy(
            @ForAll @IntRange(min = 1, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 40) int height,
            @ForAll @IntRange(min = 1, max = 4) int channels) {
        byte[] pixels = image(height, width, channels);

        byte[] shifted = FlipAndCrop.shift(ByteBuffer.wrap(pixels), 0, 0, height, width, channels);

        assertThat(shifted).isEqualTo(pixels).isNotSameAs(pixels);
    }

    @Test
    void small_images_of_every_shape_are_viewed_as_stated_with_every_shift() {
        for (int width = 1; width <= 5; width++) {
            for (int height = 1; height <= 5; height++) {
                for (int shiftX = 1 - width; shiftX < width; shiftX++) {
                    for (int shiftY = 1 - height; shiftY < height; shiftY++) {
                        assertViewedAsStated(height, width, 1, new View(false, shiftX, shiftY));
                        assertViewedAsStated(height, width, 3, new View(true, shiftX, shiftY));
                    }
                }
            }
        }
    }

    @Property
    void images_of_any_shape_are_viewed_as_stated(
            @ForAll @IntRange(min = 1, max = 65) int width,
            @ForAll @IntRange(min = 1, max = 65) int height,
            @ForAll @IntRange(min = 1, max = 4) int channels,
            @ForAll boolean flipped,
            @ForAll @IntRange(min = -64, max = 64) int shiftX,
            @ForAll @IntRange(min = -64, max = 64) int shiftY) {
        assertViewedAsStated(height, width, channels, new View(flipped, shiftX % width, shiftY % height));
    }

    @Test
    void a_row_shifted_to_the_right_begins_with_its_reflection_and_flipped_ends_with_it() {
        ByteBuffer row = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5});

        assertThat(FlipAndCrop.apply(row, new View(false, 2, 0), 1, 5, 1)).containsExactly(3, 2, 1, 2, 3);
        assertThat(FlipAndCrop.apply(row, new View(true, 2, 0), 1, 5, 1)).containsExactly(3, 2, 1, 2, 3);
        assertThat(FlipAndCrop.apply(row, new View(false, -1, 0), 1, 5, 1)).containsExactly(2, 3, 4, 5, 4);
        assertThat(FlipAndCrop.apply(row, new View(true, -1, 0), 1, 5, 1)).containsExactly(4, 5, 4, 3, 2);
    }

    @Test
    void pixels_begin_at_the_buffers_position_which_stays() {
        ByteBuffer pixels = ByteBuffer.wrap(new byte[] {9, 9, 1, 2, 3}).position(2);

        assertThat(FlipAndCrop.apply(pixels, new View(true, 1, 0), 1, 3, 1)).containsExactly(2, 1, 2);
        assertThat(pixels.position()).isEqualTo(2);
    }

    @Test
    void flips_and_shifts_are_drawn_as_often_as_stated() {
        // Given
        int[][] counts = new int[5][5];
        int flips = 0;

        // When
        for (int i = 0; i < 50_000; i++) {
            View view = FlipAndCrop.draw(0.3, 2, SeededRandom.of(11, i));
            flips += view.getFlipped() ? 1 : 0;
            counts[view.getShiftX() + 2][view.getShiftY() + 2]++;
        }

        // Then: five standard deviations of a binomial count are 513 and 220
        assertThat(flips).isCloseTo(15_000, within(513));
        for (int[] row : counts) {
            for (int count : row) {
                assertThat(count).isCloseTo(2_000, within(220));
            }
        }
    }

    @Property
    void neither_setting_changes_what_is_drawn_for_the_other(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 31) int padding) {
        View both = FlipAndCrop.draw(0.5, padding, SeededRandom.of(seed));

        View flipOnly = FlipAndCrop.draw(0.5, 0, SeededRandom.of(seed));
        View cropOnly = FlipAndCrop.draw(0, padding, SeededRandom.of(seed));

        assertThat(flipOnly).isEqualTo(new View(both.getFlipped(), 0, 0));
        assertThat(cropOnly).isEqualTo(new View(false, both.getShiftX(), both.getShiftY()));
    }

    /** Computes the expected image pixel by pixel, and compares. */
    private static void assertViewedAsStated(int height, int width, int channels, View view) {
        byte[] pixels = image(height, width, channels);

        byte[] augmented = FlipAndCrop.apply(ByteBuffer.wrap(pixels), view, height, width, channels);

        byte[] stated = new byte[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int column = stated(view.getFlipped() ? width - 1 - x : x, view.getShiftX(), width);
                int row = stated(y, view.getShiftY(), height);
                for (int channel = 0; channel < channels; channel++) {
                    stated[channels * (width * y + x) + channel] = pixels[channels * (width * row + column) + channel];
                }
            }
        }
        assertThat(augmented)
                .as(height + " x " + width + " x " + channels + ", " + view)
                .isEqualTo(stated);
    }

    /** Returns the source of a pixel: the image and its reflection repeat every 2 (side - 1) pixels. */
    private static int stated(int place, int shift, int side) {
        if (side == 1) {
            return 0;
        }
        int period = 2 * (side - 1);
        int within = Math.floorMod(place - shift, period);
        return Math.min(within, period - within);
    }

    /** Returns bytes that distinguish each pixel from its neighbors. */
    private static byte[] image(int height, int width, int channels) {
        byte[] pixels = new byte[height * width * channels];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 251);
        }
        return pixels;
    }
}

package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.Box;
import cutmix.schemas.order.SeededRandom;
import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutMixTest {

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.96, 0.99, 0.999999, 1})
    void small_images_of_every_shape_mix_as_stated_around_every_pixel(double lambda) {
        for (int width = 1; width <= 8; width++) {
            for (int height = 1; height <= 8; height++) {
                for (int x = 0; x < width; x++) {
                    for (int y = 0; y < height; y++) {
                        assertMixesAsStated(width, height, 1, lambda, x, y);
                        assertMixesAsStated(width, height, 3, lambda, x, y);
                    }
                }
            }
        }
    }

    @Property
    void images_of_any_shape_mix_as_stated(
            @ForAll @IntRange(min = 1, max = 65) int width,
            @ForAll @IntRange(min = 1, max = 65) int height,
            @ForAll @IntRange(min = 1, max = 4) int channels,
            @ForAll @DoubleRange(min = 0, max = 1) double lambda,
            @ForAll @IntRange(max = 64) int x,
            @ForAll @IntRange(max = 64) int y) {
        assertMixesAsStated(width, height, channels, lambda, x % width, y % height);
    }

    @Test
    void lambda_zero_around_the_middle_takes_the_whole_partner() {
        Box box = CutMix.box(0, 32, 32, 16, 16);

        assertThat(box).isEqualTo(new Box(0, 0, 32, 32));
        assertThat(CutMix.baseWeight(box, 32, 32)).isZero();
    }

    @Test
    void lambda_one_takes_one_pixel() {
        Box box = CutMix.box(1, 32, 32, 31, 0);

        assertThat(box).isEqualTo(new Box(31, 0, 1, 1));
        assertThat(CutMix.baseWeight(box, 32, 32)).isEqualTo(1023 / 1024.0);
    }

    @Test
    void a_box_over_the_corner_is_clipped_and_weighed_as_clipped() {
        // Given: half of each side, 16 × 16 around the last pixel

        // When
        Box box = CutMix.box(0.75, 32, 32, 31, 31);

        // Then
        assertThat(box).isEqualTo(new Box(23, 23, 9, 9));
        assertThat(CutMix.baseWeight(box, 32, 32)).isEqualTo(1 - 81 / 1024.0);
    }

    @Test
    void the_center_is_uniform_over_the_pixels() {
        // Given
        SeededRandom random = SeededRandom.of(11, 1);
        int[][] counts = new int[3][5];

        // When
        for (int i = 0; i < 30_000; i++) {
            Box pixel = CutMix.drawBox(1, 5, 3, random);
            counts[pixel.getY()][pixel.getX()]++;
        }

        // Then: five standard deviations of a binomial count are 216
        for (int[] row : counts) {
            for (int count : row) {
                assertThat(count).isCloseTo(2_000, within(216));
            }
        }
    }

    private static void assertMixesAsStated(int width, int height, int channels, double lambda, int x, int y) {
        byte[] base = image(width * height * channels, 0);
        byte[] partner = image(width * height * channels, 128);
        PlainCutMix stated = PlainCutMix.mix(base, partner, width, height, channels, lambda, x, y);

        Box box = CutMix.box(lambda, width, height, x, y);
        byte[] mixed = base.clone();
        CutMix.paste(mixed, ByteBuffer.wrap(partner), box, width, channels);

        String what = width + "×" + height + "×" + channels + ", λ " + lambda + " around (" + x + ", " + y + ")";
        assertThat(mixed).as(what).isEqualTo(stated.pixels());
        assertThat(CutMix.baseWeight(box, width, height)).as(what).isCloseTo(stated.baseWeight(), within(1e-12));
    }

    /** Returns bytes that distinguish the two images, and each pixel from its neighbors. */
    private static byte[] image(int size, int highBit) {
        byte[] pixels = new byte[size];
        for (int i = 0; i < size; i++) {
            pixels[i] = (byte) (highBit | i % 127);
        }
        return pixels;
    }
}

package cutmix.trainer.engine.network;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NetworkInputTest {

    @Test
    void a_mirror_image_has_each_row_from_right_to_left_and_its_pixels_as_they_are() {
        // Given
        NetworkInput input = new NetworkInput(2, 3, 2, 10);
        byte[] pixels = {11, 12, 21, 22, 31, 32, 41, 42, 51, 52, 61, 62};

        // When
        byte[] mirrored = input.mirrored(pixels);

        // Then
        assertThat(mirrored).containsExactly(31, 32, 21, 22, 11, 12, 61, 62, 51, 52, 41, 42);
    }

    @Property
    void the_mirror_images_of_mirror_images_are_the_images(
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 4) int channels,
            @ForAll @IntRange(min = 1, max = 5) int images) {
        // Given
        NetworkInput input = new NetworkInput(height, width, channels, 10);
        byte[] pixels = new byte[images * height * width * channels];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }

        // When
        byte[] twice = input.mirrored(input.mirrored(pixels));

        // Then
        assertThat(twice).isEqualTo(pixels);
    }
}

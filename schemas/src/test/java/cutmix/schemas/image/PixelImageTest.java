package cutmix.schemas.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelImageTest {

    @TempDir
    Path folder;

    @Test
    void an_image_file_has_the_pixels_that_it_was_made_of() throws Exception {
        // Given
        byte[] pixels = new byte[2 * 3 * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (250 - 13 * i);
        }
        Path file = folder.resolve("image.png");

        // When
        ImageIO.write(PixelImage.of(ByteBuffer.wrap(pixels), 2, 3, 3), "png", file.toFile());

        // Then
        assertThat(new ImageDecoder(2, 3).decode(file)).isEqualTo(pixels);
    }

    @Test
    void of_one_channel_it_is_gray_and_begins_at_the_buffers_position() {
        // Given
        ByteBuffer pixels = ByteBuffer.wrap(new byte[] {99, 0, (byte) 200}).position(1);

        // When
        BufferedImage image = PixelImage.of(pixels, 1, 2, 1);

        // Then
        assertThat(image.getRGB(0, 0)).isEqualTo(0xFF000000);
        assertThat(image.getRGB(1, 0)).isEqualTo(0xFFC8C8C8);
        assertThat(pixels.position()).isEqualTo(1);
    }
}

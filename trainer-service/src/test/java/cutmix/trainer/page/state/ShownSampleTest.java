package cutmix.trainer.page.state;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.schemas.View;
import cutmix.trainer.page.topics.PngPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ShownSampleTest {

    private static final DatasetInfo INFO =
            new DatasetInfo("d", "00", List.of("bird", "cat", "ship"), 1, 2, 3, 10, 5, 2, 4, 1L, 0L, 0L);

    @Test
    void labels_come_with_the_heaviest_first_and_without_those_of_smoothing() {
        // Given
        MixedImage image = new MixedImage(
                2,
                7,
                3,
                4,
                Mixing.CUTMIX,
                0.7,
                new Box(0, 0, 1, 1),
                List.of(0.01f, 0.27f, 0.72f),
                ByteBuffer.allocate(6),
                new View(false, 0, 0),
                new View(false, 0, 0));
        // When
        ShownSample sample = ShownSample.of(image, INFO);
        // Then
        assertThat(sample.id()).isEqualTo("2-7");
        assertThat(sample.mixing()).isEqualTo("CUTMIX");
        assertThat(sample.labels()).extracting(ShownSample.Label::name).containsExactly("ship", "cat");
    }

    @Test
    void a_picture_has_the_pixels_of_the_sample() throws IOException {
        // Given
        byte[] pixels = {(byte) 255, 0, 1, 2, (byte) 128, 3};
        // When
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngPicture.png(ByteBuffer.wrap(pixels), 1, 2, 3)));
        // Then
        assertThat(image.getWidth()).isEqualTo(2);
        assertThat(image.getHeight()).isEqualTo(1);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xffff0001);
        assertThat(image.getRGB(1, 0)).isEqualTo(0xff028003);
    }

    @Test
    void a_picture_of_one_channel_is_gray() throws IOException {
        // When
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(PngPicture.png(ByteBuffer.wrap(new byte[] {16, 32}), 2, 1, 1)));
        // Then
        assertThat(image.getRGB(0, 1)).isEqualTo(0xff202020);
    }
}

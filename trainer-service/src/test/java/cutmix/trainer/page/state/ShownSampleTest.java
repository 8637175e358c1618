package cutmix.trainer.page.state;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import cutmix.trainer.page.topics.PngPicture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ShownSampleTest {

    private static final DatasetInfo INFO = DatasetInfo.newBuilder()
            .setName("d")
            .setFingerprint("00")
            .setClassNames(List.of("bird", "cat", "ship"))
            .setHeight(1)
            .setWidth(2)
            .setChannels(3)
            .setTrainSize(10)
            .setTestSize(5)
            .setEpochs(2)
            .setPartitions(4)
            .setSeed(1L)
            .setReportsFrom(0L)
            .setRaisedAt(0L)
            .build();

    @Test
    void labels_come_with_the_heaviest_first_and_without_those_of_smoothing() {
        // Given
        MixedImage image = MixedImage.newBuilder()
                .setEpoch(2)
                .setPosition(7)
                .setIndex(3)
                .setPartnerIndex(4)
                .setMixing(Mixing.CUTMIX)
                .setLambda(0.7)
                .setBox(new Box(0, 0, 1, 1))
                .setSoftLabel(List.of(0.01f, 0.27f, 0.72f))
                .setPixels(ByteBuffer.allocate(6))
                .build();
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

package cutmix.launcher.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.Box;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.MixedImage;
import cutmix.schemas.Mixing;
import java.awt.Rectangle;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixedSampleTest {

    @Test
    void has_the_records_pixels_classes_and_box() {
        // When
        MixedSample sample = MixedSample.of(GraySamples.mixed(), GraySamples.INFO);

        // Then
        assertThat(sample.image().getWidth()).isEqualTo(4);
        assertThat(sample.image().getHeight()).isEqualTo(3);
        assertThat(sample.image().getRGB(3, 1)).isEqualTo(0xFF000000 | 0x010101 * GraySamples.gray(7));
        assertThat(sample.image().getRGB(1, 2)).isEqualTo(0xFFFF0000);
        assertThat(sample.title()).isEqualTo("cat 0.75 · ship 0.25");
        assertThat(sample.box()).contains(new Rectangle(1, 2, 2, 1));
    }

    @Test
    void an_image_that_was_not_cut_into_has_no_box() {
        assertThat(MixedSample.of(GraySamples.mixed(Mixing.MIXUP, List.of(0.5f, 0.5f)), GraySamples.INFO)
                        .box())
                .isEmpty();
    }

    @Test
    void a_single_channel_is_gray() {
        // Given
        DatasetInfo info = DatasetInfo.newBuilder()
                .setName("gray")
                .setFingerprint("ab")
                .setClassNames(List.of("a", "b"))
                .setHeight(1)
                .setWidth(2)
                .setChannels(1)
                .setTrainSize(10)
                .setTestSize(5)
                .setEpochs(1)
                .setPartitions(1)
                .setSeed(1L)
                .setReportsFrom(0L)
                .setRaisedAt(0L)
                .build();
        MixedImage mixed = MixedImage.newBuilder()
                .setEpoch(1)
                .setPosition(0)
                .setIndex(3)
                .setPartnerIndex(4)
                .setMixing(Mixing.NONE)
                .setLambda(1.0)
                .setBox(GraySamples.BOX)
                .setSoftLabel(List.of(1f, 0f))
                .setPixels(ByteBuffer.wrap(new byte[] {7, (byte) 200}))
                .build();

        // When
        MixedSample sample = MixedSample.of(mixed, info);

        // Then
        assertThat(sample.image().getRGB(0, 0)).isEqualTo(0xFF070707);
        assertThat(sample.image().getRGB(1, 0)).isEqualTo(0xFFC8C8C8);
    }

    @Test
    void a_record_that_does_not_fit_the_dataset_is_refused() {
        assertThatThrownBy(() -> MixedSample.of(GraySamples.mixed(Mixing.NONE, List.of(1f)), GraySamples.INFO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an image of 36 bytes in 1 classes does not belong to dataset tiny");
    }

    @Test
    void a_box_that_is_not_within_the_image_is_refused() {
        for (Box box : List.of(
                new Box(-1, 0, 2, 1),
                new Box(0, 0, 5, 1),
                new Box(0, 2, 1, 2),
                new Box(1, 1, -1, 1),
                new Box(1, 1, Integer.MAX_VALUE, 1))) {
            MixedImage mixed =
                    MixedImage.newBuilder(GraySamples.mixed()).setBox(box).build();
            assertThatThrownBy(() -> MixedSample.of(mixed, GraySamples.INFO))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not within");
        }
    }
}

package cutmix.schemas.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.LabeledImage;
import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** Tests {@link ImageCheck} with 10 training images and 3 test images of 6 bytes, in 3 classes, on 4 partitions. */
class ImageCheckTest {

    private static final DatasetInfo INFO = DatasetInfo.newBuilder()
            .setName("tiny")
            .setFingerprint("00")
            .setClassNames(List.of("a", "b", "c"))
            .setHeight(2)
            .setWidth(1)
            .setChannels(3)
            .setTrainSize(10)
            .setTestSize(3)
            .setEpochs(2)
            .setPartitions(4)
            .setSeed(1)
            .build();

    private final ImageCheck training = new ImageCheck(INFO, EpochLayout.ofTraining(INFO));
    private final ImageCheck test = new ImageCheck(INFO, EpochLayout.ofTest(INFO));

    @Test
    void an_image_at_its_place_passes() {
        assertThatCode(() -> training.check(1, 2, image(1, 9, 9, 2, 6))).doesNotThrowAnyException();
        assertThatCode(() -> test.check(2, 0, image(1, 2, 2, 0, 6))).doesNotThrowAnyException();
    }

    @Test
    void an_image_of_another_place_is_refused() {
        assertRefused(training, image(1, 5, 9, 2, 6))
                .hasMessage("found epoch 1, position 5, expected epoch 1, position 9");
        assertRefused(training, image(0, 9, 9, 2, 6))
                .hasMessage("found epoch 0, position 9, expected epoch 1, position 9");
    }

    @Test
    void pixels_label_and_index_that_the_dataset_cannot_have_are_refused() {
        assertRefused(training, image(1, 9, 9, 2, 5)).hasMessage("found 5 bytes of pixels, expected 6");
        assertRefused(training, image(1, 9, 9, 3, 6)).hasMessage("found label 3, expected one from 0 to 2");
        assertRefused(training, image(1, 9, 9, -1, 6)).hasMessage("found label -1, expected one from 0 to 2");
        assertRefused(training, image(1, 9, 10, 2, 6)).hasMessage("found index 10, expected one from 0 to 9");
        assertThatThrownBy(() -> test.check(2, 0, image(1, 2, 3, 0, 6)))
                .hasMessage("found index 3, expected one from 0 to 2");
    }

    @Test
    void nothing_belongs_beyond_the_layout() {
        assertThat(training.place(1, 3L * Integer.MAX_VALUE - 1)).isEqualTo(new SamplePosition(Integer.MAX_VALUE, 9));
        for (long offset : new long[] {-1, 3L * Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> training.place(1, offset))
                    .isInstanceOf(SerializationException.class)
                    .hasMessage("no sample belongs there");
        }
        assertThatThrownBy(() -> test.place(3, 0))
                .isInstanceOf(SerializationException.class)
                .hasMessage("no sample belongs there");
    }

    /** Checks an image at partition 1, offset 2, the position of epoch 1, position 9. */
    private static AbstractThrowableAssert<?, ?> assertRefused(ImageCheck check, LabeledImage image) {
        return assertThatThrownBy(() -> check.check(1, 2, image)).isInstanceOf(SerializationException.class);
    }

    private static LabeledImage image(int epoch, int position, int index, int label, int bytes) {
        return LabeledImage.newBuilder()
                .setEpoch(epoch)
                .setPosition(position)
                .setIndex(index)
                .setLabel(label)
                .setPixels(ByteBuffer.allocate(bytes))
                .build();
    }
}

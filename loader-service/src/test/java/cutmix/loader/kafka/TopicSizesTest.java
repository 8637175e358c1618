package cutmix.loader.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.process.option.NumberOption;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.size.RecordSize;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicSizesTest {

    @Test
    void images_up_to_the_greatest_size_fit_into_a_record_and_larger_ones_are_refused() {
        // Given
        int greatest = TopicSizes.greatestImageSize();

        // Then
        assertThat(greatest).isEqualTo(2364);
        assertThat(NumberOption.IMAGE_SIZE.most()).isEqualTo(greatest);
        assertThat(TopicSizes.of(images(greatest, 100)).mixed()).isLessThanOrEqualTo(RecordSize.GREATEST);
        assertThatThrownBy(() -> TopicSizes.of(images(greatest + 1, 2)))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "the dataset has images of 2365 x 2365 pixels in 2 classes, which make records of 16,779,896"
                                + " bytes, more than the 16,777,216 that can be written: use a smaller --image-size, or fewer"
                                + " classes");
    }

    @Test
    void so_many_classes_that_their_weights_do_not_fit_are_refused() {
        assertThatCode(() -> TopicSizes.of(images(32, 1_000_000))).doesNotThrowAnyException();
        assertThatThrownBy(() -> TopicSizes.of(images(2300, 1_000_000)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("images of 2300 x 2300 pixels in 1000000 classes");
        assertThatThrownBy(() -> TopicSizes.of(images(1, 2_000_000)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("the dataset has 2000000 classes, whose names make records of ");
    }

    @Test
    void metrics_have_a_matrix_of_up_to_a_hundred_classes() {
        assertThat(TopicSizes.of(images(32, 100)).metrics()).isGreaterThan(100 * 100 * 7);
        assertThat(TopicSizes.of(images(32, 101)).metrics()).isLessThan(10_000);
    }

    private static Dataset images(int side, int classes) {
        List<String> names =
                IntStream.range(0, classes).mapToObj(String::valueOf).toList();
        return new Dataset("images", names, new ImageShape(side, side, 3), null, null, () -> {});
    }
}

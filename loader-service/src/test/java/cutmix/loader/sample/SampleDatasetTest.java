package cutmix.loader.sample;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.Split;
import cutmix.schemas.order.SeededRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SampleDatasetTest {

    @Test
    void a_linear_classifier_learns_something_but_is_far_from_solving_it() {
        // Given
        Dataset dataset = SampleDataset.of(1, 2000, 500);
        SoftmaxRegression linear =
                new SoftmaxRegression(dataset.train(), dataset.classNames().size());
        SeededRandom random = SeededRandom.of(1);

        // When
        double best = 0;
        for (int pass = 0; pass < 30; pass++) {
            linear.fit(dataset.train(), random);
            best = Math.max(best, linear.accuracy(dataset.test()));
        }

        // Then: it overfits the training images, so more training does not help
        assertThat(linear.accuracy(dataset.train())).isGreaterThan(0.6);
        assertThat(best).isBetween(0.15, 0.6);
        assertThat(linear.accuracy(dataset.test())).isLessThan(best);
    }

    @Property(tries = 50)
    void an_image_follows_from_seed_split_and_index_alone(
            @ForAll long seed,
            @ForAll @IntRange(max = 99) int index,
            @ForAll @IntRange(min = 100, max = 200) int size) {
        Dataset dataset = SampleDataset.of(seed, size, size + 1);
        Dataset larger = SampleDataset.of(seed, 2 * size, 3 * size);

        assertThat(larger.train().pixels(index)).isEqualTo(dataset.train().pixels(index));
        assertThat(larger.test().pixels(index)).isEqualTo(dataset.test().pixels(index));
        assertThat(dataset.train().pixels(index)).isNotEqualTo(dataset.test().pixels(index));
        assertThat(dataset.train().pixels(index)).isNotEqualTo(dataset.train().pixels(index + 10));
        assertThat(dataset.train().pixels(index))
                .isNotEqualTo(SampleDataset.of(seed + 1, size, size).train().pixels(index));
    }

    @Test
    void classes_take_turns_so_that_every_limit_is_balanced() {
        Dataset dataset = SampleDataset.of(1, 20, 10);

        for (int index = 0; index < 20; index++) {
            assertThat(dataset.train().label(index)).isEqualTo(index % 10);
        }
        assertThat(dataset.classNames()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void figures_are_as_often_darker_as_lighter_than_their_background() {
        // Given
        Split train = SampleDataset.of(1, 4000, 10).train();
        int disc = SampleClass.DISC.ordinal();
        int lighter = 0;

        // When
        for (int index = disc; index < 4000; index += 10) {
            byte[] pixels = train.pixels(index);
            lighter += brightness(pixels, 16, 16) > brightness(pixels, 0, 0) ? 1 : 0;
        }

        // Then: five standard deviations of a binomial count are 50
        assertThat(lighter).isBetween(150, 250);
    }

    private static int brightness(byte[] pixels, int row, int column) {
        int at = (row * 32 + column) * 3;
        return 3 * (pixels[at] & 0xFF) + 6 * (pixels[at + 1] & 0xFF) + (pixels[at + 2] & 0xFF);
    }
}

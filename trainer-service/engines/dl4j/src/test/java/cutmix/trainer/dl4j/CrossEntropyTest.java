package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CrossEntropyTest {

    @Test
    void is_the_mean_of_the_weighted_logarithms() {
        float[] probabilities = {0.5f, 0.25f, 0.25f, 1, 0, 0};
        float[] softLabels = {0.75f, 0.25f, 0, 1, 0, 0};

        assertThat(CrossEntropy.mean(probabilities, softLabels, 2))
                .isCloseTo((0.75 * Math.log(2) + 0.25 * Math.log(4)) / 2, within(1e-12));
    }

    @Test
    void stays_finite_where_the_right_class_has_no_probability() {
        assertThat(CrossEntropy.mean(new float[] {0, 1}, new float[] {1, 0}, 1))
                .isCloseTo(10 * Math.log(10), within(1e-9));
    }
}

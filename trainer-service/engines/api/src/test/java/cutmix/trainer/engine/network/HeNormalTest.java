package cutmix.trainer.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeNormalTest {

    private static final int COUNT = 20_000;

    /** Mean of the fourth power over the squared variance of a normal distribution truncated at ±2. */
    private static final double KURTOSIS = 2.3655;

    @Property(tries = 40)
    void the_variance_is_two_over_the_fan_in(
            @ForAll @IntRange(max = 1_000) int seed,
            @ForAll @IntRange(max = 50) int layer,
            @ForAll @IntRange(min = 1, max = 576) int fanIn) {
        // When
        float[] weights = HeNormal.draw(seed, layer, fanIn, COUNT);

        // Then
        double sum = 0;
        double squares = 0;
        for (float weight : weights) {
            sum += weight;
            squares += (double) weight * weight;
        }
        double variance = 2.0 / fanIn;
        assertThat(sum / COUNT).isCloseTo(0, within(5 * Math.sqrt(variance / COUNT)));
        assertThat(squares / COUNT).isCloseTo(variance, within(5 * variance * Math.sqrt((KURTOSIS - 1) / COUNT)));
    }

    @Test
    void nothing_lies_beyond_two_deviations_of_the_distribution_before_the_cut() {
        // Given
        double deviation = Math.sqrt(2.0 / 27) / 0.87962566103423978;

        // When
        float[] weights = HeNormal.draw(7, 0, 27, COUNT);

        // Then
        assertThat(weights).hasSize(COUNT);
        float greatest = 0;
        for (float weight : weights) {
            greatest = Math.max(greatest, Math.abs(weight));
        }
        // 5 % of the normal distribution is cut off, so 20,000 draws come within 0.1 % of the limit.
        assertThat(greatest / deviation).isBetween(1.99, 2.0 + 1e-6);
    }

    @Test
    void equal_seeds_give_equal_weights() {
        assertThat(HeNormal.draw(7, 3, 144, 100)).isEqualTo(HeNormal.draw(7, 3, 144, 100));
    }

    @Test
    void another_seed_or_layer_gives_other_weights() {
        float[] weights = HeNormal.draw(7, 3, 144, 100);

        assertThat(HeNormal.draw(8, 3, 144, 100)).isNotEqualTo(weights);
        assertThat(HeNormal.draw(7, 4, 144, 100)).isNotEqualTo(weights);
    }
}

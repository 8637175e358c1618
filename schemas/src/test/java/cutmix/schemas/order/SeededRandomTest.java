package cutmix.schemas.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SeededRandomTest {

    @Property
    void numbers_keep_within_their_bounds(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int bound) {
        SeededRandom random = SeededRandom.of(seed, 1);

        for (int i = 0; i < 20; i++) {
            assertThat(random.nextInt(bound)).isBetween(0, bound - 1);
            assertThat(random.nextDouble()).isGreaterThanOrEqualTo(0).isLessThan(1);
        }
    }

    @Test
    void integers_are_uniform() {
        // Given
        SeededRandom random = SeededRandom.of(7, 1);
        int[] counts = new int[6];

        // When
        for (int i = 0; i < 60_000; i++) {
            counts[random.nextInt(6)]++;
        }

        // Then: five standard deviations of a binomial count are 456
        for (int count : counts) {
            assertThat(count).isCloseTo(10_000, within(456));
        }
    }

    @Test
    void gaussians_have_mean_zero_and_variance_one() {
        // Given
        SeededRandom random = SeededRandom.of(7, 2);
        double sum = 0;
        double squares = 0;

        // When
        for (int i = 0; i < 100_000; i++) {
            double x = random.nextGaussian();
            sum += x;
            squares += x * x;
        }

        // Then: five standard errors
        assertThat(sum / 100_000).isCloseTo(0, within(0.016));
        assertThat(squares / 100_000).isCloseTo(1, within(0.023));
    }

    @Test
    void the_path_and_its_order_matter() {
        long number = SeededRandom.of(1, 2, 3).nextLong();

        assertThat(SeededRandom.of(1, 2, 3).nextLong()).isEqualTo(number);
        assertThat(SeededRandom.of(1, 3, 2).nextLong()).isNotEqualTo(number);
        assertThat(SeededRandom.of(2, 2, 3).nextLong()).isNotEqualTo(number);
        assertThat(SeededRandom.of(1, 2).nextLong()).isNotEqualTo(number);
    }

    @Test
    void a_bound_of_zero_is_refused() {
        assertThatThrownBy(() -> SeededRandom.of(1).nextInt(0)).hasMessageContaining("bound 0");
    }
}

package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.order.SeededRandom;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BetaSamplerTest {

    private static final int SIZE = 100_000;
    /** Value that Kolmogorov's distribution exceeds once in a thousand samples. */
    private static final double KOLMOGOROV_LIMIT = 1.95;

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 3e-3, 0.01, 0.2, 0.25, 0.5, 1, Math.PI / 3, 2, 40, 1e3})
    void mean_and_variance_are_those_of_the_distribution(double alpha) {
        // Given
        double variance = 0.25 / (2 * alpha + 1);
        double kurtosis = 3 - 6 / (2 * alpha + 3);

        // When
        double[] sample = sample(alpha);

        // Then: five standard errors
        assertThat(Arrays.stream(sample)).allMatch(x -> x >= 0 && x <= 1);
        assertThat(mean(sample, x -> x)).isCloseTo(0.5, within(5 * Math.sqrt(variance / SIZE)));
        assertThat(mean(sample, x -> (x - 0.5) * (x - 0.5)))
                .isCloseTo(variance, within(5 * variance * Math.sqrt((kurtosis - 1) / SIZE) + 1e-12));
    }

    @Test
    void alpha_one_is_uniform() {
        assertThat(kolmogorovStatistic(sample(1), x -> x)).isLessThan(KOLMOGOROV_LIMIT);
    }

    @Test
    void alpha_one_half_is_the_arcsine_distribution() {
        assertThat(kolmogorovStatistic(sample(0.5), x -> 2 / Math.PI * Math.asin(Math.sqrt(x))))
                .isLessThan(KOLMOGOROV_LIMIT);
    }

    @Test
    void alpha_two_is_the_parabola() {
        assertThat(kolmogorovStatistic(sample(2), x -> x * x * (3 - 2 * x))).isLessThan(KOLMOGOROV_LIMIT);
    }

    @Test
    void the_statistic_tells_distributions_apart() {
        assertThat(kolmogorovStatistic(sample(0.9), x -> x)).isGreaterThan(KOLMOGOROV_LIMIT);
    }

    @Test
    void the_numbers_are_part_of_the_contract_and_never_change() {
        SeededRandom random = SeededRandom.of(42, 1);

        assertThat(new BetaSampler(0.25).sample(random)).isEqualTo(0.9989131694258092);
        assertThat(new BetaSampler(0.001).sample(random)).isEqualTo(0);
        assertThat(new BetaSampler(2).sample(random)).isEqualTo(0.623379802689056);
    }

    @Test
    void powers_that_underflow_are_compared_in_logarithms() {
        // Given
        SeededRandom random = SeededRandom.of(42, 2185);
        assertThat(Math.pow(random.nextDouble(), 1000) + Math.pow(random.nextDouble(), 1000))
                .isZero();

        // When
        double lambda = new BetaSampler(0.001).sample(SeededRandom.of(42, 2185));

        // Then
        assertThat(lambda).isEqualTo(0.17121799944009994);
    }

    private static double[] sample(double alpha) {
        SeededRandom random = SeededRandom.of(3, Double.doubleToLongBits(alpha));
        BetaSampler sampler = new BetaSampler(alpha);
        double[] sample = new double[SIZE];
        Arrays.setAll(sample, i -> sampler.sample(random));
        return sample;
    }

    private static double mean(double[] sample, DoubleUnaryOperator of) {
        return Arrays.stream(sample).map(of).average().orElseThrow();
    }

    /** Returns √n times the greatest distance between the sample's distribution function and the given one. */
    private static double kolmogorovStatistic(double[] sample, DoubleUnaryOperator distribution) {
        double[] sorted = sample.clone();
        Arrays.sort(sorted);
        double greatest = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = distribution.applyAsDouble(sorted[i]);
            double distance = Math.max(expected - i / (double) SIZE, (i + 1) / (double) SIZE - expected);
            greatest = Math.max(greatest, distance);
        }
        return Math.sqrt(SIZE) * greatest;
    }
}

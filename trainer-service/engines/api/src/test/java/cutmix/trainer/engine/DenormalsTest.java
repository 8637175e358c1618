package cutmix.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DenormalsTest {

    @Property(tries = 100_000)
    void none_is_left_and_other_numbers_stay(@ForAll @IntRange(min = Integer.MIN_VALUE) int bits) {
        // Given
        float number = Float.intBitsToFloat(bits);
        Assume.that(Float.isFinite(number));

        // When
        float cleared = cleared(number);

        // Then
        assertZeroOrNormal(cleared);
        assertThat(Math.abs((double) cleared - number))
                .isLessThanOrEqualTo(Math.max(Math.ulp(number), Float.MIN_NORMAL));
        if (Math.abs(number) >= 0x1p-77f) {
            assertThat(cleared).isEqualTo(number);
        }
    }

    @Property
    void the_smallest_numbers_become_normal_or_zero(@ForAll @IntRange(max = 0x0200_0000) int bits) {
        for (float number : new float[] {Float.intBitsToFloat(bits), -Float.intBitsToFloat(bits)}) {
            float cleared = cleared(number);

            assertZeroOrNormal(cleared);
            assertThat(Math.abs((double) cleared - number)).isLessThanOrEqualTo(Float.MIN_NORMAL);
        }
    }

    @Test
    void what_is_no_number_stays_none() {
        assertThat(cleared(Float.NaN)).isNaN();
        assertThat(cleared(Float.POSITIVE_INFINITY)).isInfinite();
    }

    @Test
    void those_beyond_the_count_are_left_alone() {
        float[] numbers = {Float.MIN_VALUE, Float.MIN_VALUE};

        Denormals.clear(numbers, 1);

        assertThat(numbers).containsExactly(0, Float.MIN_VALUE);
    }

    private static void assertZeroOrNormal(float number) {
        assertThat(number == 0 || Math.abs(number) >= Float.MIN_NORMAL)
                .as("%s", number)
                .isTrue();
    }

    private static float cleared(float number) {
        float[] numbers = {number};
        Denormals.clear(numbers, 1);
        return numbers[0];
    }
}

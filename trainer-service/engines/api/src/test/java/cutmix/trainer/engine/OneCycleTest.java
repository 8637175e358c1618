package cutmix.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OneCycleTest {

    @Test
    void rises_linearly_for_a_tenth_of_the_steps_and_then_falls_ever_faster_to_zero() {
        OneCycle cycle = new OneCycle(0.5, 1000);

        assertThat(cycle.rate(0)).isCloseTo(0.5 / 101, within(1e-12));
        assertThat(cycle.rate(49)).isCloseTo(0.5 * 50 / 101, within(1e-12));
        assertThat(cycle.rate(100)).isEqualTo(0.5);
        assertThat(cycle.rate(550)).isCloseTo(0.5 * 2 / 3, within(1e-12));
        assertThat(cycle.rate(999)).isCloseTo(0.5 * 2 / 901, within(1e-12));
    }

    @Property
    void has_one_peak(@ForAll @IntRange(min = 1, max = 2000) int steps) {
        // Given
        OneCycle cycle = new OneCycle(0.4, steps);
        int peak = steps / 10;

        // When, Then
        assertThat(cycle.rate(peak)).isEqualTo(0.4);
        for (int step = 1; step < steps; step++) {
            if (step <= peak) {
                assertThat(cycle.rate(step)).isGreaterThan(cycle.rate(step - 1));
            } else {
                assertThat(cycle.rate(step)).isLessThan(cycle.rate(step - 1)).isPositive();
            }
        }
    }

    @Test
    void stays_at_its_end() {
        OneCycle cycle = new OneCycle(1, 100);

        assertThat(cycle.rate(100)).isEqualTo(cycle.rate(99));
        assertThat(cycle.rate(1_000_000)).isEqualTo(cycle.rate(99));
    }

    @Test
    void a_cycle_of_no_steps_is_none() {
        assertThatThrownBy(() -> new OneCycle(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}

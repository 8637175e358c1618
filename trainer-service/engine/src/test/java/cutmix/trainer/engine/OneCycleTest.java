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
    void rises_to_its_peak_falls_as_long_and_fades_in_the_last_tenth() {
        OneCycle cycle = new OneCycle(0.5, 1000);

        assertThat(cycle.rate(0)).isEqualTo(0.02);
        assertThat(cycle.rate(225)).isCloseTo(0.26, within(1e-12));
        assertThat(cycle.rate(450)).isEqualTo(0.5);
        assertThat(cycle.rate(675)).isCloseTo(0.26, within(1e-12));
        assertThat(cycle.rate(900)).isCloseTo(0.02, within(1e-12));
        assertThat(cycle.rate(950)).isCloseTo(0.002, within(1e-12));
        assertThat(cycle.rate(999)).isCloseTo(0.0002 * Math.pow(100, 0.01), within(1e-12));
    }

    @Property
    void never_goes_beyond_its_peak_and_ends_lower_than_it_begins(@ForAll @IntRange(min = 3, max = 100_000) int steps) {
        // Given
        OneCycle cycle = new OneCycle(1, steps);
        int stride = Math.max(1, steps / 500);

        // When, Then
        for (int step = 0; step < steps; step += stride) {
            assertThat(cycle.rate(step)).isPositive().isLessThanOrEqualTo(1 + 1e-12);
        }
        assertThat(cycle.rate((steps - cycle.annealing()) / 2)).isCloseTo(1, within(1e-12));
        assertThat(cycle.rate(steps - 1)).isLessThanOrEqualTo(cycle.first() + 1e-12);
    }

    @Test
    void one_step_or_two_have_the_first_rate() {
        assertThat(new OneCycle(1, 1).rate(0)).isEqualTo(0.04);
        assertThat(new OneCycle(1, 2).rate(0)).isEqualTo(0.04);
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

package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.order.SeededRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartnersTest {

    @Property
    void partners_form_one_cycle_through_all_images(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int size) {
        // Given
        int[] partners = Partners.draw(size, SeededRandom.of(seed, 1));

        // When
        Set<Integer> visited = new HashSet<>();
        int at = 0;
        while (visited.add(at)) {
            at = partners[at];
        }

        // Then
        assertThat(at).isZero();
        assertThat(visited).hasSize(size);
    }

    @Test
    void every_cycle_is_as_likely_as_any_other() {
        // Given
        SeededRandom random = SeededRandom.of(5, 1);
        Map<String, Integer> counts = new HashMap<>();

        // When
        for (int i = 0; i < 60_000; i++) {
            counts.merge(Arrays.toString(Partners.draw(4, random)), 1, Integer::sum);
        }

        // Then: there are 3! cycles; five standard deviations of a binomial count are 456
        assertThat(counts).hasSize(6);
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isCloseTo(10_000, within(456)));
    }
}

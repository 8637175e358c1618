package cutmix.schemas.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EpochOrderTest {

    @Property(tries = 200)
    void every_epoch_holds_every_image_once(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 1000) int epoch,
            @ForAll @IntRange(min = 1, max = 5000) int size) {
        int[] order = EpochOrder.permutation(seed, epoch, size);

        assertThat(IntStream.of(order).sorted().toArray())
                .isEqualTo(IntStream.range(0, size).toArray());
    }

    @Test
    void epochs_and_seeds_differ_in_order() {
        int[] first = EpochOrder.permutation(1, 1, 1000);

        assertThat(EpochOrder.permutation(1, 1, 1000)).isEqualTo(first);
        assertThat(EpochOrder.permutation(1, 2, 1000)).isNotEqualTo(first);
        assertThat(EpochOrder.permutation(2, 1, 1000)).isNotEqualTo(first);
    }

    @Test
    void the_order_is_part_of_the_contract_and_never_changes() {
        assertThat(EpochOrder.permutation(42, 1, 10)).containsExactly(1, 6, 4, 0, 2, 9, 7, 3, 5, 8);
    }
}

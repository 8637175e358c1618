package cutmix.schemas.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EpochLayoutTest {

    @Property
    void partition_and_offset_lead_back_to_the_sample(
            @ForAll @IntRange(min = 1, max = 100_000) int size,
            @ForAll @IntRange(min = 1, max = 64) int partitions,
            @ForAll @IntRange(min = 1, max = 10_000) int epoch,
            @ForAll @IntRange(max = 99_999) int position) {
        // Given
        Assume.that(position < size);
        EpochLayout layout = new EpochLayout(size, partitions);
        SamplePosition sample = new SamplePosition(epoch, position);

        // When
        SamplePosition back = layout.at(layout.partition(position), layout.offset(sample));

        // Then
        assertThat(back).isEqualTo(sample);
    }

    @Property(tries = 200)
    void walking_the_order_fills_every_partition_without_gaps(
            @ForAll @IntRange(min = 1, max = 300) int size, @ForAll @IntRange(min = 1, max = 16) int partitions) {
        // Given
        EpochLayout layout = new EpochLayout(size, partitions);
        long[] ends = new long[partitions];

        // When
        SamplePosition sample = new SamplePosition(1, 0);
        for (int i = 0; i < 3 * size; i++) {
            int partition = layout.partition(sample.position());
            assertThat(layout.offset(sample)).isEqualTo(ends[partition]++);
            sample = layout.next(sample);
        }

        // Then
        assertThat(sample).isEqualTo(new SamplePosition(4, 0));
        for (int partition = 0; partition < partitions; partition++) {
            assertThat(ends[partition]).isEqualTo(layout.endOffset(partition, 3));
        }
    }

    @Test
    void a_partition_beyond_the_last_sample_holds_nothing() {
        EpochLayout layout = new EpochLayout(2, 4);

        assertThat(layout.sliceSize(1)).isEqualTo(1);
        assertThat(layout.sliceSize(2)).isZero();
        assertThatThrownBy(() -> layout.at(2, 0)).hasMessageContaining("partition 2 holds no samples");
    }

    @Test
    void a_position_outside_the_epoch_is_refused() {
        EpochLayout layout = new EpochLayout(10, 4);

        assertThatThrownBy(() -> layout.partition(10)).hasMessage("position 10 is not in an epoch of 10");
        assertThatThrownBy(() -> layout.sliceSize(4)).hasMessage("partition 4 is not one of 4");
        assertThatThrownBy(() -> new SamplePosition(0, 0)).hasMessage("epoch 0 is not at least 1");
    }
}

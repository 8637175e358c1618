package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.EpochLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlockLayoutTest {

    @Property(tries = 300)
    void blocks_tile_every_slice_evenly_and_end_with_it(
            @ForAll @IntRange(min = 1, max = 3000) int size,
            @ForAll @IntRange(min = 1, max = 7) int partitions,
            @ForAll @IntRange(min = 3, max = 600) int blockSize) {
        EpochLayout epochs = new EpochLayout(size, partitions);
        BlockLayout layout = new BlockLayout(epochs, blockSize);
        for (int partition = 0; partition < partitions; partition++) {
            int slice = epochs.sliceSize(partition);
            for (int epoch = 0; slice > 0 && epoch < 3; epoch++) {
                assertTilesEvenly(layout, partition, (long) epoch * slice, slice);
            }
        }
    }

    @Property(tries = 300)
    void every_offset_leads_to_the_block_that_holds_it(
            @ForAll @IntRange(min = 1, max = 3000) int size,
            @ForAll @IntRange(min = 3, max = 600) int blockSize,
            @ForAll @IntRange(max = 9000) int offset) {
        // Given
        BlockLayout layout = new BlockLayout(new EpochLayout(size, 1), blockSize);

        // When
        Block block = layout.blockAt(0, offset);

        // Then
        assertThat((long) offset).isBetween(block.start(), block.end() - 1);
        assertThat(layout.blockAt(0, block.start())).isEqualTo(block);
        assertThat(layout.blockAt(0, block.end() - 1)).isEqualTo(block);
        assertThat(layout.blockAt(0, block.end()).start()).isEqualTo(block.end());
    }

    @Test
    void cifar_over_four_partitions_has_blocks_of_five_hundred() {
        BlockLayout layout = new BlockLayout(new EpochLayout(50_000, 4), 512);

        assertThat(layout.blockAt(3, 12_500 + 1_234)).isEqualTo(new Block(3, 12_500 + 1_000, 12_500 + 1_500));
    }

    @Test
    void an_offset_beyond_two_billion_is_found() {
        BlockLayout layout = new BlockLayout(new EpochLayout(1_000_000, 1), 512);

        Block block = layout.blockAt(0, 5_000_000_000_123L);

        assertThat(block.start()).isLessThanOrEqualTo(5_000_000_000_123L).isGreaterThan(5_000_000_000_123L - 512);
    }

    @Test
    void a_partition_without_samples_has_no_blocks() {
        BlockLayout layout = new BlockLayout(new EpochLayout(2, 4), 512);

        assertThatThrownBy(() -> layout.blockAt(2, 0)).hasMessageContaining("partition 2 holds no samples");
    }

    private static void assertTilesEvenly(BlockLayout layout, int partition, long sliceStart, int slice) {
        int smallest = slice;
        int largest = 0;
        int blocks = 0;
        long at = sliceStart;
        while (at < sliceStart + slice) {
            Block block = layout.blockAt(partition, at);
            assertThat(block.start()).isEqualTo(at);
            smallest = Math.min(smallest, block.size());
            largest = Math.max(largest, block.size());
            blocks++;
            at = block.end();
        }
        assertThat(at).isEqualTo(sliceStart + slice);
        assertThat(largest).isLessThanOrEqualTo(layout.blockSize()).isLessThanOrEqualTo(smallest + 1);
        assertThat(smallest).isGreaterThanOrEqualTo(Math.min(2, slice));
        assertThat((blocks - 1) * layout.blockSize()).isLessThan(slice);
    }
}

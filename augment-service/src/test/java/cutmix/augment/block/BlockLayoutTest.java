package cutmix.augment.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.augment.RandomSamples;
import cutmix.augment.mixing.MixingRecipe;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.order.EpochLayout;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Property
    void a_blocks_pixels_are_bounded_for_images_of_any_size(
            @ForAll @IntRange(min = 1, max = 2_000) int side,
            @ForAll @IntRange(min = 3, max = 65_536) int blockSize,
            @ForAll @IntRange(min = 1, max = 64 << 20) int blockBytes) {
        // Given
        MixingRecipe recipe = MixingRecipe.builder()
                .blockSize(blockSize)
                .blockBytes(blockBytes)
                .build();
        long image = 3L * side * side;

        // When
        int most = recipe.blocksOf(images(side)).blockSize();

        // Then: as many images as fit, and at least three
        assertThat(most).isBetween(3, blockSize);
        assertThat(most * image).isLessThanOrEqualTo(Math.max(3 * image, blockBytes));
        if (most < blockSize) {
            assertThat((most + 1) * image).isGreaterThan(blockBytes);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 512", "32, 512", "36, 512", "37, 510", "64, 170", "224, 13", "512, 3", "2000, 3"})
    void by_default_images_of_32_by_32_lie_in_blocks_of_512_and_larger_ones_in_2_MiB(int side, int most) {
        MixingRecipe defaults = MixingRecipe.builder().build();

        assertThat(defaults.blocksOf(images(side)).blockSize()).isEqualTo(most);
    }

    private static DatasetInfo images(int side) {
        return RandomSamples.ofSide(side, 1_000, 4, 1).dataset();
    }

    @Property(tries = 300)
    void the_first_block_from_an_offset_begins_there_or_after_the_block_of_that_offset(
            @ForAll @IntRange(min = 1, max = 3000) int size,
            @ForAll @IntRange(min = 3, max = 600) int blockSize,
            @ForAll @IntRange(max = 9000) int offset) {
        // Given
        BlockLayout layout = new BlockLayout(new EpochLayout(size, 1), blockSize);

        // When
        Block block = layout.firstFrom(0, offset);

        // Then
        assertThat(block).isEqualTo(layout.blockAt(0, block.start()));
        assertThat(block.start()).isGreaterThanOrEqualTo(offset);
        assertThat(offset == 0 || layout.blockAt(0, offset - 1).end() <= block.start())
                .isTrue();
        assertThat(block.start() - offset).isLessThan(blockSize);
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

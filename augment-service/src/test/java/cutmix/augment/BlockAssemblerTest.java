package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.LabeledImage;
import cutmix.schemas.UserException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockAssemblerTest {

    /** Slices of 26 and 25 records, cut into blocks of 9, 9, 8 and 9, 8, 8. */
    private final Samples samples = Samples.of(51, 2, 3);

    private final BlockLayout layout = new BlockLayout(samples.layout(), 10);

    @Test
    void records_become_blocks_as_the_layout_has_them() {
        // Given
        BlockAssembler assembler = assembler(layout.blockAt(1, 0));
        List<PlainBlock> blocks = new ArrayList<>();

        // When
        for (long offset = 0; offset < 75; offset++) {
            assembler.add(offset, samples.at(1, offset)).ifPresent(blocks::add);
        }

        // Then
        assertThat(blocks).hasSize(9);
        long at = 0;
        for (PlainBlock complete : blocks) {
            assertThat(complete.block()).isEqualTo(layout.blockAt(1, at));
            assertThat(complete.images()).isEqualTo(samples.of(complete.block()));
            at = complete.block().end();
        }
        assertThat(at).isEqualTo(75);
    }

    @Test
    void repeated_records_are_dropped() {
        // Given
        Block first = layout.blockAt(0, 0);
        BlockAssembler assembler = assembler(first);
        for (long offset = 0; offset < first.end() - 1; offset++) {
            assertThat(assembler.add(offset, samples.at(0, offset))).isEmpty();
        }

        // When
        Optional<PlainBlock> again = assembler.add(2, samples.at(0, 2));
        Optional<PlainBlock> last = assembler.add(first.end() - 1, samples.at(0, first.end() - 1));

        // Then
        assertThat(again).isEmpty();
        assertThat(last).contains(new PlainBlock(first, samples.of(first)));
    }

    @Test
    void a_gap_is_refused() {
        assertThatThrownBy(() -> assembler(layout.blockAt(0, 0)).add(3, samples.at(0, 3)))
                .isInstanceOf(UserException.class)
                .hasMessage("topic images.train, partition 0, offset 3: the records from offset 0 on are missing;"
                        + " delete the topics and load again");
    }

    @Test
    void a_record_of_another_place_is_refused() {
        assertThatThrownBy(() -> first(samples.at(1, 0)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("topic images.train, partition 0, offset 0:"
                        + " found epoch 1, position 1, expected epoch 1, position 0;");
        assertThatThrownBy(() -> first(new LabeledImage(2, 0, 0, 0, Samples.pixels(0))))
                .hasMessageContaining("found epoch 2, position 0, expected epoch 1, position 0");
    }

    @Test
    void an_image_of_another_size_is_refused() {
        assertThatThrownBy(() -> first(new LabeledImage(1, 0, 0, 0, ByteBuffer.allocate(143))))
                .hasMessageContaining("offset 0: found 143 bytes of pixels, expected 144;");
    }

    @Test
    void a_label_or_index_out_of_range_is_refused() {
        assertThatThrownBy(() -> first(new LabeledImage(1, 0, 0, 5, Samples.pixels(0))))
                .hasMessageContaining("offset 0: found label 5, expected one from 0 to 4;");
        assertThatThrownBy(() -> first(new LabeledImage(1, 0, 0, -1, Samples.pixels(0))))
                .hasMessageContaining("found label -1");
        assertThatThrownBy(() -> first(new LabeledImage(1, 0, 51, 0, Samples.pixels(0))))
                .hasMessageContaining("found index 51, expected one from 0 to 50;");
    }

    private Optional<PlainBlock> first(LabeledImage image) {
        return assembler(layout.blockAt(0, 0)).add(0, image);
    }

    private BlockAssembler assembler(Block first) {
        return new BlockAssembler("images.train", samples.dataset(), layout, first);
    }
}

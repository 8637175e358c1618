package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
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
            assembler.add(offset, samples.record(1, offset)).ifPresent(blocks::add);
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
            assertThat(assembler.add(offset, samples.record(0, offset))).isEmpty();
        }

        // When
        Optional<PlainBlock> again = assembler.add(2, samples.record(0, 2));
        Optional<PlainBlock> last = assembler.add(first.end() - 1, samples.record(0, first.end() - 1));

        // Then
        assertThat(again).isEmpty();
        assertThat(last).contains(samples.plain(first));
    }

    @Test
    void a_gap_is_refused() {
        assertThatThrownBy(() -> assembler(layout.blockAt(0, 0)).add(3, samples.record(0, 3)))
                .isInstanceOf(UserException.class)
                .hasMessage("topic images.train, partition 0, offset 3: the records from offset 0 on are missing;"
                        + " delete the topics and load again");
    }

    private BlockAssembler assembler(Block first) {
        return new BlockAssembler("images.train", layout, first);
    }
}

package cutmix.augment.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.augment.RandomSamples;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.failure.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class BlockAssemblerTest {

    /** Slices of 26 and 25 records, in blocks of 9, 9, 8 and 9, 8, 8. */
    private final RandomSamples samples = RandomSamples.of(51, 2, 3);

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

    @Test
    void records_that_cannot_be_read_are_held_up_to_32_MiB_of_a_block() {
        // Given: blocks of 8 and of 9 records, and unreadable records of 5 MiB
        BlockAssembler assembler = assembler(layout.blockAt(0, 0));
        for (int offset = 0; offset < 12; offset++) {
            assembler.add(offset, offset < 6 || offset >= 9 ? bad(offset) : samples.record(0, offset));
        }
        for (int offset = 12; offset < 15; offset++) {
            assembler.add(offset, bad(offset));
        }

        // When, Then: the first block had six of them, and this is the seventh of the second block
        assertThatThrownBy(() -> assembler.add(15, bad(15)))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "topic images.train, partition 0, offset 15: torn, and the records from offset 8 on that cannot"
                                + " be read take 36,700,160 bytes; delete the topics and load again");
    }

    private static PlainRecord bad(int offset) {
        ConsumerRecord<byte[], byte[]> torn = new ConsumerRecord<>(
                "images.train",
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                5 << 20,
                null,
                null,
                new RecordHeaders(),
                Optional.empty());
        return new PlainRecord.Unreadable(DeadLetter.of(torn, "torn"), torn);
    }

    private BlockAssembler assembler(Block first) {
        return new BlockAssembler("images.train", layout, first);
    }
}

package cutmix.augment;

import cutmix.schemas.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gathers the records of one partition into blocks. Holds at most one block.
 *
 * <p>Not thread-safe.
 */
final class BlockAssembler {

    private final String topic;
    private final BlockLayout layout;
    private Block block;
    private List<PlainRecord> records;

    /**
     * @param topic is named in errors
     * @param layout of the topic
     * @param first the block to begin with
     */
    BlockAssembler(String topic, BlockLayout layout, Block first) {
        this.topic = topic;
        this.layout = layout;
        begin(first);
    }

    /**
     * Takes the record at an offset, and gives the block that it completes. A repeated record is dropped.
     *
     * @throws UserException if records are missing before this one; names the topic, the partition and the offset
     */
    Optional<PlainBlock> add(long offset, PlainRecord record) {
        long expected = block.start() + records.size();
        if (offset < expected) {
            return Optional.empty();
        }
        if (offset > expected) {
            throw new UserException("topic " + topic + ", partition " + block.partition() + ", offset " + offset
                    + ": the records from offset " + expected + " on are missing; delete the topics and load again");
        }
        records.add(record);
        if (records.size() < block.size()) {
            return Optional.empty();
        }
        PlainBlock complete = new PlainBlock(block, records);
        begin(layout.blockAt(block.partition(), block.end()));
        return Optional.of(complete);
    }

    private void begin(Block next) {
        block = next;
        records = new ArrayList<>(next.size());
    }
}

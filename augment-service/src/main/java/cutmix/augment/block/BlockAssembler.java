package cutmix.augment.block;

import cutmix.schemas.failure.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Gathers the records of one partition into blocks. Holds at most one block.
 *
 * <p>Not thread-safe.
 */
public final class BlockAssembler {

    /** What records that cannot be read may take until they are kept elsewhere, when their block is complete. */
    private static final long MOST_UNREADABLE = 32 << 20;

    private final String topic;
    private final BlockLayout layout;
    private Block block;
    private List<PlainRecord> records;
    private long unreadableBytes;

    /**
     * @param topic is named in errors
     * @param layout of the topic
     * @param first the block to begin with
     */
    public BlockAssembler(String topic, BlockLayout layout, Block first) {
        this.topic = topic;
        this.layout = layout;
        begin(first);
    }

    /**
     * Takes the record at an offset, and gives the block that it completes. A repeated record is dropped.
     *
     * @throws UserException if records are missing before this one, or those of the block that cannot be read take too much
     *     memory; names the topic, the partition and the offset
     */
    public Optional<PlainBlock> add(long offset, PlainRecord record) {
        long expected = block.start() + records.size();
        if (offset < expected) {
            return Optional.empty();
        }
        if (offset > expected) {
            throw new UserException("topic " + topic + ", partition " + block.partition() + ", offset " + offset
                    + ": the records from offset " + expected + " on are missing; delete the topics and load again");
        }
        records.add(record);
        requireMemory(record);
        if (records.size() < block.size()) {
            return Optional.empty();
        }
        PlainBlock complete = new PlainBlock(block, records);
        begin(layout.blockAt(block.partition(), block.end()));
        return Optional.of(complete);
    }

    /** An image takes what the layout reckons with; other records may be as large as the topic allows. */
    private void requireMemory(PlainRecord record) {
        if (record instanceof PlainRecord.Unreadable unreadable) {
            unreadableBytes += Math.max(0, unreadable.consumed().serializedValueSize());
            if (unreadableBytes > MOST_UNREADABLE) {
                throw new UserException(String.format(
                        Locale.ROOT,
                        "%s: %s, and the records from offset %d on that cannot be read take %,d bytes; delete the topics and"
                                + " load again",
                        unreadable.letter().place(),
                        unreadable.letter().reason(),
                        block.start(),
                        unreadableBytes));
            }
        }
    }

    private void begin(Block next) {
        block = next;
        unreadableBytes = 0;
        records = new ArrayList<>(next.size());
    }
}

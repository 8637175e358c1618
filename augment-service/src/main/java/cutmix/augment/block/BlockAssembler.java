package cutmix.augment.block;

import cutmix.schemas.failure.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Collects the records of one partition into blocks. Keeps at most one block in memory.
 *
 * <p>Not thread-safe.
 */
public final class BlockAssembler {

    /** Maximum size in bytes of the unreadable records of a block. They stay in memory until the block is complete. */
    private static final long MOST_UNREADABLE = 32 << 20;

    private final String topic;
    private final BlockLayout layout;
    private Block block;
    private List<PlainRecord> records;
    private long unreadableBytes;

    /**
     * @param topic name for error messages
     * @param layout layout of the topic
     * @param first first block
     */
    public BlockAssembler(String topic, BlockLayout layout, Block first) {
        this.topic = topic;
        this.layout = layout;
        begin(first);
    }

    /**
     * Adds the record at an offset, and returns the block that it completes. Ignores a repeated record.
     *
     * @throws UserException if records before this one are missing, or the unreadable records of the block need too much
     *      memory; the message contains the topic, the partition and the offset
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

    /** Readable images have the size that the layout assumes; unreadable records may be as large as the topic allows. */
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

package cutmix.schemas.deadletter;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Counts unreadable records, which the caller skips. Prints a line for each of the first records, and afterward only a
 * line each time the count has doubled, so that a topic full of such records does not fill the log.
 *
 * <p>Not thread-safe.
 */
public final class UnreadableRecords {

    /** The number of records that are reported individually. */
    static final int NAMED = 20;

    /** The number of records that are remembered, so that they are not counted again when they are read again. */
    private static final int REMEMBERED = 10_000;

    private final Consumer<String> lines;
    private final Optional<DeadLetters> letters;
    private final Set<RecordPosition> met = new HashSet<>();
    private long count;
    private long nextReport = NAMED + 1L;

    /** @param lines receives the lines */
    public UnreadableRecords(Consumer<String> lines) {
        this(lines, Optional.empty());
    }

    private UnreadableRecords(Consumer<String> lines, Optional<DeadLetters> letters) {
        this.lines = lines;
        this.letters = letters;
    }

    /**
     * Creates an instance that also stores each record.
     *
     * @param letters stores the records; not closed by this class
     * @param lines receives the lines
     */
    public static UnreadableRecords keptIn(DeadLetters letters, Consumer<String> lines) {
        return new UnreadableRecords(lines, Optional.of(letters));
    }

    /**
     * Counts a record, unless it was counted before.
     *
     * @param reason why it cannot be read
     * @throws cutmix.schemas.failure.UserException if this instance stores records, and cannot store this one
     */
    public void skip(ConsumerRecord<byte[], byte[]> consumed, String reason) {
        RecordPosition position = RecordPosition.of(consumed);
        if (met.contains(position)) {
            return;
        }
        DeadLetter letter = DeadLetter.of(consumed, reason);
        letters.ifPresent(kept -> kept.keep(letter, consumed));
        if (met.size() < REMEMBERED) {
            met.add(position);
        }
        count++;
        if (count <= NAMED) {
            lines.accept(letter.place() + ": the record is skipped"
                    + letters.map(kept -> " and kept in topic " + kept.name()).orElse("") + " (" + letter.reason()
                    + ")");
        } else if (count == nextReport) {
            lines.accept(count + " unreadable records are skipped so far; only the first " + NAMED + " are named");
            nextReport = 2 * count;
        }
    }

    /** Returns the number of skipped records. */
    public long count() {
        return count;
    }
}

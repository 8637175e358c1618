package cutmix.schemas.metrics;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.deadletter.UnreadableRecords;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes the records of the topics of metrics and steps. Every program that reads these topics uses this class, so
 * that all of them treat an unreadable record in the same way: it is counted, named once, and skipped.
 *
 * <p>Not thread-safe.
 */
public final class MetricsRecords {

    private final UnreadableRecords unreadable;

    /** @param unreadable counts and names records that cannot be read */
    public MetricsRecords(UnreadableRecords unreadable) {
        this.unreadable = unreadable;
    }

    /** Returns the metrics of an epoch; empty if the record cannot be read. */
    public Optional<EpochMetrics> epoch(ConsumerRecord<byte[], byte[]> consumed) {
        return read(consumed, EpochMetricsJson::read);
    }

    /**
     * The metrics of an epoch of certain runs; empty if the record is of another run, or cannot be read. The value of a
     * record whose key names another run is not decoded.
     *
     * @param runs the names of the runs
     */
    public Optional<EpochMetrics> epochOf(Predicate<String> runs, ConsumerRecord<byte[], byte[]> consumed) {
        boolean foreign = consumed.key() != null && !runs.test(text(consumed.key()));
        return foreign ? Optional.empty() : epoch(consumed).filter(epoch -> runs.test(epoch.getRun()));
    }

    /** Returns the metrics of a step; empty if the record cannot be read. */
    public Optional<StepMetrics> step(ConsumerRecord<byte[], byte[]> consumed) {
        return read(consumed, StepMetricsJson::read);
    }

    private <T> Optional<T> read(ConsumerRecord<byte[], byte[]> consumed, Function<String, T> reader) {
        try {
            return Optional.of(reader.apply(consumed.value() == null ? null : text(consumed.value())));
        } catch (AvroRuntimeException e) {
            unreadable.skip(consumed, e.getMessage());
            return Optional.empty();
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

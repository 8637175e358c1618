package cutmix.schemas.deadletter;

import cutmix.schemas.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The position of an unreadable record, and the reason. The headers have the names that SmallRye uses.
 *
 * @param reason one line that is safe to print
 */
public record DeadLetter(String topic, int partition, long offset, String reason) {

    /** More characters than any topic name or one-line reason has. */
    private static final int LONGEST_TEXT = 4_000;

    private static final String TOPIC = "dead-letter-topic";
    private static final String PARTITION = "dead-letter-partition";
    private static final String OFFSET = "dead-letter-offset";
    private static final String REASON = "dead-letter-reason";

    public DeadLetter {
        reason = Printable.of(reason);
    }

    /** Creates the dead letter of a consumed record. */
    public static DeadLetter of(ConsumerRecord<?, ?> consumed, String reason) {
        return new DeadLetter(consumed.topic(), consumed.partition(), consumed.offset(), reason);
    }

    /**
     * Reads the headers that {@link #headers} has written, as text that is safe to print. Empty if the headers describe
     * no dead letter, or an impossible position.
     */
    public static Optional<DeadLetter> in(Headers headers) {
        Header topic = headers.lastHeader(TOPIC);
        Header partition = headers.lastHeader(PARTITION);
        Header offset = headers.lastHeader(OFFSET);
        Header reason = headers.lastHeader(REASON);
        if (topic == null || partition == null || offset == null || reason == null) {
            return Optional.empty();
        }
        try {
            DeadLetter letter = new DeadLetter(
                    text(topic), Integer.parseInt(text(partition)), Long.parseLong(text(offset)), text(reason));
            return Optional.of(letter).filter(found -> found.partition >= 0 && found.offset >= 0);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns the record headers: UTF-8, with numbers in decimal. */
    public Headers headers() {
        return new RecordHeaders()
                .add(TOPIC, bytes(topic))
                .add(PARTITION, bytes(String.valueOf(partition)))
                .add(OFFSET, bytes(String.valueOf(offset)))
                .add(REASON, bytes(reason));
    }

    /** Returns the position of the record, for messages. */
    public String place() {
        return "topic " + topic + ", partition " + partition + ", offset " + offset;
    }

    private static String text(Header header) {
        byte[] value = header.value();
        return value == null
                ? ""
                : Printable.of(new String(value, 0, Math.min(value.length, LONGEST_TEXT), StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

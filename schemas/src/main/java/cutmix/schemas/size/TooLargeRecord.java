package cutmix.schemas.size;

import cutmix.schemas.failure.Causes;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.topic.TopicAdvice;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** The failures that a service reports if a topic refuses a record because of its size. */
public final class TooLargeRecord {

    private static final String LIMIT = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
    private static final int ROUND = 64 << 10;

    private TooLargeRecord() {}

    /** Finds the exception about a too large record among the causes of a failed write. */
    public static Optional<RecordTooLargeException> in(Throwable failure) {
        return Causes.first(failure, RecordTooLargeException.class);
    }

    /**
     * A topic refused a record.
     *
     * @param bytes the size of its value
     */
    public static UserException of(String topic, int partition, long bytes, RecordTooLargeException cause) {
        String place = "topic " + topic + ", partition " + partition + ": ";
        if (isOfProducer(cause)) {
            return new UserException(
                    place + cause.getMessage().replaceFirst("\\.$", "") + ": raise that setting, and start again",
                    cause);
        }
        return new UserException(
                place + String.format(Locale.ROOT, "a record of %,d bytes", bytes)
                        + " is larger than the topic's max.message.bytes: "
                        + "run " + TopicAdvice.command(topic, LIMIT, rounded(RecordSize.leastLimit(bytes)))
                        + ", and start again",
                cause);
    }

    /**
     * A topic's limit is too low for the records to be written to it.
     *
     * @param brokers broker addresses as configured
     * @param limit {@code max.message.bytes} of the topic
     * @param least the required {@code max.message.bytes}
     */
    public static UserException refused(String topic, Object brokers, long limit, long least) {
        return new UserException(String.format(
                        Locale.ROOT,
                        "topic %s at %s accepts records of at most %,d bytes (max.message.bytes), but must accept %,d: ",
                        topic,
                        brokers,
                        limit,
                        least)
                + "run " + TopicAdvice.command(brokers, topic, LIMIT, rounded(least))
                + ", use CUTMIX_TOPIC_PREFIX for other topics, or delete it");
    }

    private static String rounded(long least) {
        return String.valueOf((least + ROUND - 1) / ROUND * ROUND);
    }

    /**
     * The producer itself refuses a record larger than its max.request.size or its buffer.memory, and names the
     * setting.
     */
    private static boolean isOfProducer(RecordTooLargeException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("max.request.size") || message.contains("buffer.memory");
    }
}

package cutmix.schemas.size;

import cutmix.schemas.UserException;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** What a service says when a topic does not take a record because of its size. */
public final class TooLargeRecord {

    private static final int ROUND = 64 << 10;

    private TooLargeRecord() {}

    /** Whether a failure to write comes from the record's size: the exception that says so. */
    public static Optional<RecordTooLargeException> in(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 16; depth++) {
            if (cause instanceof RecordTooLargeException found) {
                return Optional.of(found);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    /**
     * A record was not taken.
     *
     * @param bytes of its value
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
                        + advice("", topic, RecordSize.leastLimit(bytes))
                        + ", and start again",
                cause);
    }

    /**
     * A topic does not take the records that are to be written to it.
     *
     * @param brokers their addresses, as configured
     * @param limit its {@code max.message.bytes}
     * @param least that it should have
     */
    public static UserException refused(String topic, Object brokers, long limit, long least) {
        return new UserException(String.format(
                        Locale.ROOT,
                        "topic %s at %s takes no records of more than %,d bytes (max.message.bytes), but needs to take %,d: ",
                        topic,
                        brokers,
                        limit,
                        least)
                + advice(" --bootstrap-server " + brokers, topic, least)
                + ", use CUTMIX_TOPIC_PREFIX for other topics, or delete it");
    }

    private static String advice(String server, String topic, long least) {
        long rounded = (least + ROUND - 1) / ROUND * ROUND;
        return "run kafka-configs.sh" + server + " --alter --entity-type topics --entity-name " + topic
                + " --add-config max.message.bytes=" + rounded;
    }

    /** The producer itself refuses what is larger than its max.request.size or its buffer.memory, and names the setting. */
    private static boolean isOfProducer(RecordTooLargeException cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains("max.request.size") || message.contains("buffer.memory");
    }
}

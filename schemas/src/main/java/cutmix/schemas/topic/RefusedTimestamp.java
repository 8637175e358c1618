package cutmix.schemas.topic;

import cutmix.schemas.failure.UserException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidTimestampException;

/** The failure that a service reports if brokers refuse a record because of its timestamp. */
public final class RefusedTimestamp {

    private RefusedTimestamp() {}

    /**
     * Whether a broker has refused a record because of its timestamp. Brokers since Kafka 2.4 use one exception for all
     * faults of a record, and describe the fault in the message.
     */
    public static boolean isReasonOf(Throwable failure) {
        return failure instanceof InvalidTimestampException
                || failure instanceof InvalidRecordException
                        && String.valueOf(failure.getMessage()).startsWith("Timestamp ");
    }

    /**
     * A broker has refused a record because of its timestamp.
     *
     * @param brokers their addresses, as configured
     * @param greatestAge the {@code message.timestamp.before.max.ms} that the topic needs
     * @param next what the user does after the correction, as the end of a sentence
     */
    public static UserException of(String topic, Object brokers, long greatestAge, String next, Throwable cause) {
        return new UserException(
                "topic " + topic + " at " + brokers + " rejected a record (" + cause.getMessage()
                        + "): set the clocks of this machine and of the brokers right or, if they are, run "
                        + TopicAdvice.command(
                                brokers,
                                topic,
                                TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                                String.valueOf(greatestAge))
                        + ", then " + next,
                cause);
    }
}

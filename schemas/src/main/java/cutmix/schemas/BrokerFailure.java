package cutmix.schemas;

import java.time.Duration;
import org.apache.kafka.common.KafkaException;

/** What every service says when it cannot reach its brokers. */
public final class BrokerFailure {

    private BrokerFailure() {}

    /**
     * No broker answers.
     *
     * @param brokers their addresses, as configured
     * @param timeout how long they had
     */
    public static UserException unanswered(Object brokers, Duration timeout, Throwable cause) {
        return new UserException(
                "Kafka at " + brokers + " did not answer within " + timeout.toSeconds()
                        + " s: start it, or set KAFKA_BOOTSTRAP_SERVERS",
                cause);
    }

    /**
     * A client could not even be made, for example because no address can be resolved.
     *
     * @param brokers their addresses, as configured
     */
    public static UserException unusable(Object brokers, KafkaException cause) {
        return new UserException(
                "Kafka at " + brokers + " cannot be used: " + cause.getCause().getMessage()
                        + "; set KAFKA_BOOTSTRAP_SERVERS",
                cause);
    }
}

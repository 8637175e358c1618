package cutmix.schemas.kafka;

import cutmix.schemas.failure.Causes;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** The failures that every service reports when it cannot use its brokers. */
public final class BrokerFailure {

    private static final String SECURITY = "KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_... and KAFKA_SSL_...";

    private BrokerFailure() {}

    /**
     * No broker answers.
     *
     * @param brokers broker addresses as configured
     * @param timeout how long the brokers had to answer
     */
    public static UserException unanswered(Object brokers, Duration timeout, Throwable cause) {
        return new UserException(
                "Kafka at " + brokers + " did not answer within " + timeout.toSeconds()
                        + " s: start it, or set KAFKA_BOOTSTRAP_SERVERS",
                cause);
    }

    /**
     * Authentication failed: the brokers refuse this client's user and password or certificate, or the client does not
     * trust the brokers.
     *
     * @param brokers broker addresses as configured
     */
    public static UserException unauthenticated(Object brokers, AuthenticationException cause) {
        return new UserException(
                "Kafka at " + brokers + ": authentication failed (" + deepest(cause) + "): check " + SECURITY, cause);
    }

    /**
     * A client could not be created, for example because no address can be resolved or a keystore cannot be read.
     *
     * @param brokers broker addresses as configured
     * @return a {@link SettingException}, unless an address cannot be resolved, because that may change
     */
    public static UserException unusable(Object brokers, KafkaException cause) {
        // Kafka's innermost exception names the property and its fault; the outer ones only say that something failed.
        Throwable reason = Causes.of(cause).stream()
                .filter(KafkaException.class::isInstance)
                .reduce(cause, (outer, inner) -> inner);
        String line = "Kafka at " + brokers + " cannot be used: " + reason.getMessage()
                + "; check KAFKA_BOOTSTRAP_SERVERS, " + SECURITY;
        return isUnresolved(reason) ? new UserException(line, cause) : new SettingException(line, cause);
    }

    /** Returns whether none of the addresses can be resolved. Kafka has no exception class for this. */
    private static boolean isUnresolved(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith("No resolvable bootstrap urls");
    }

    /**
     * Any other failure of the brokers or a client.
     *
     * @param brokers broker addresses as configured
     */
    public static UserException failed(Object brokers, Throwable cause) {
        return new UserException("Kafka at " + brokers + ": " + deepest(cause) + ": fix that and run again", cause);
    }

    /**
     * Converts a failure of a Kafka client into one of these; returns any other failure unchanged.
     *
     * @param brokers broker addresses as configured
     * @param timeout how long the brokers had to answer
     */
    public static RuntimeException of(Object brokers, Duration timeout, Throwable cause) {
        if (cause instanceof TimeoutException) {
            return unanswered(brokers, timeout, cause);
        }
        if (cause instanceof AuthenticationException e) {
            return unauthenticated(brokers, e);
        }
        if (cause instanceof KafkaException) {
            return failed(brokers, cause);
        }
        return cause instanceof RuntimeException e ? e : new IllegalStateException(cause);
    }

    private static String deepest(Throwable cause) {
        List<Throwable> causes = Causes.of(cause);
        return causes.get(causes.size() - 1).getMessage();
    }
}

package cutmix.schemas.kafka;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.time.Duration;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What every service says when it cannot reach its brokers. */
public final class BrokerFailure {

    private static final String SECURITY = "KAFKA_SECURITY_PROTOCOL, KAFKA_SASL_... and KAFKA_SSL_...";

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
     * The brokers do not take this client, or the client does not trust them: user and password, or certificates.
     *
     * @param brokers their addresses, as configured
     */
    public static UserException unauthenticated(Object brokers, AuthenticationException cause) {
        return new UserException(
                "Kafka at " + brokers + ": authentication failed (" + deepest(cause) + "): check " + SECURITY, cause);
    }

    /**
     * A client could not even be made, for example because no address can be resolved, or a keystore not be read.
     *
     * @param brokers their addresses, as configured
     * @return a {@link SettingException}, unless it is an address that cannot be resolved, which may change
     */
    public static UserException unusable(Object brokers, KafkaException cause) {
        // The last of Kafka's own exceptions says what is wrong with which property; those around it, only that
        // something is.
        Throwable reason = cause;
        for (Throwable next = cause; next != null; next = next.getCause()) {
            reason = next instanceof KafkaException ? next : reason;
        }
        String line = "Kafka at " + brokers + " cannot be used: " + reason.getMessage()
                + "; check KAFKA_BOOTSTRAP_SERVERS, " + SECURITY;
        return isUnresolved(reason) ? new UserException(line, cause) : new SettingException(line, cause);
    }

    /** Whether none of the addresses can be resolved. Kafka has no class for it. */
    private static boolean isUnresolved(Throwable failure) {
        return String.valueOf(failure.getMessage()).startsWith("No resolvable bootstrap urls");
    }

    /**
     * Anything else that the brokers, or a client, did not do.
     *
     * @param brokers their addresses, as configured
     */
    public static UserException failed(Object brokers, Throwable cause) {
        return new UserException("Kafka at " + brokers + ": " + deepest(cause) + ": mend that and run again", cause);
    }

    /**
     * Whichever of these a failure of a Kafka client is; anything else as it is.
     *
     * @param brokers their addresses, as configured
     * @param timeout how long they had
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
        return cause.getCause() == null ? cause.getMessage() : deepest(cause.getCause());
    }
}

package cutmix.schemas.lease;

import cutmix.schemas.failure.DurationSetting;
import java.time.Duration;

/**
 * Time limits that prevent a suspended writer from writing after another one has taken over.
 *
 * <p>Another candidate gets the lease no sooner than one session timeout after the brokers last confirmed it. The
 * writer passes a record to the producer at most {@link #fresh} after that confirmation. The producer sends it at most
 * {@link #delivery} later, and then gives up. The brokers also refuse older records by their timestamps (the topic's
 * {@code message.timestamp.before.max.ms}), which covers a process that is paused between its last check of the clock
 * and its write. The remaining sixth of the session timeout allows for differences between clocks.
 *
 * @param session the session timeout of the group, at least one second
 */
public record LeaseTimes(Duration session) {

    private static final Duration LEAST = Duration.ofSeconds(1);

    /**
     * Creates the times from a setting of the user.
     *
     * @param variable the variable that sets the session timeout, for the message
     * @throws cutmix.schemas.failure.SettingException if the session timeout is too short
     */
    public void check(String variable) {
        DurationSetting.requireAtLeast(variable, session, LEAST);
    }

    /** Returns the greatest age of a confirmation at which the producer may still receive a record. */
    public Duration fresh() {
        return session.dividedBy(6);
    }

    /** How long a record may take from the producer to the brokers, including retries. */
    public Duration delivery() {
        return session.multipliedBy(2).dividedBy(3);
    }

    /** How long one attempt may take. */
    public Duration request() {
        return delivery().dividedBy(2);
    }

    /** Returns the interval between requests for confirmation. Each confirmation is also a heartbeat. */
    Duration confirmation() {
        return fresh().dividedBy(5);
    }
}

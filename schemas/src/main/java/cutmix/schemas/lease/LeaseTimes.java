package cutmix.schemas.lease;

import cutmix.schemas.failure.DurationSetting;
import java.time.Duration;

/**
 * The times that keep a writer that was suspended from writing after another one has taken over.
 *
 * <p>The group hands the lease on no sooner than the session time-out after the brokers last confirmed it. A record is handed
 * to the producer at most {@link #fresh} after that, and is sent at most {@link #delivery} later: the producer gives it up
 * then, and the brokers refuse it by its timestamp (the topic's {@code message.timestamp.before.max.ms}), which also holds where a process stands still between
 * its last look at the clock and its write. What is left of the session time-out, a sixth, is for clocks that differ.
 *
 * @param session after which the group takes a silent writer for gone, at least one second
 */
public record LeaseTimes(Duration session) {

    private static final Duration LEAST = Duration.ofSeconds(1);

    /**
     * To be called before they are used; where they are made, a failure would not be told in one line.
     *
     * @param variable that the session time-out is set by, for the message
     * @throws cutmix.schemas.failure.SettingException if the session time-out is too short
     */
    public void check(String variable) {
        DurationSetting.requireAtLeast(variable, session, LEAST);
    }

    /** How old a confirmation may be for another record to be handed to the producer. */
    public Duration fresh() {
        return session.dividedBy(6);
    }

    /** How long a record may take from the producer to the brokers, with all tries. */
    public Duration delivery() {
        return session.multipliedBy(2).dividedBy(3);
    }

    /** How long one try may take. */
    public Duration request() {
        return delivery().dividedBy(2);
    }

    /** How often the brokers are asked for a confirmation, each of which is a heartbeat, too. */
    Duration confirmation() {
        return fresh().dividedBy(5);
    }
}

package cutmix.augment.health;

import java.util.OptionalDouble;

/** Seconds since the last signs of life of the consumer of the train topic; empty if there were none. */
public interface ConsumerLiveness {

    OptionalDouble secondsSincePoll();

    /** Returns the time since the last heartbeat to a known group coordinator. A consumer outside a group sends none. */
    OptionalDouble secondsSinceHeartbeat();
}

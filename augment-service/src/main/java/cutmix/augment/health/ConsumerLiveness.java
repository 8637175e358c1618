package cutmix.augment.health;

import java.util.OptionalDouble;

/** How long ago the consumer of the train topic gave signs of life, in seconds; none where it has not given any. */
public interface ConsumerLiveness {

    OptionalDouble secondsSincePoll();

    /** Of those heartbeats alone that the group's coordinator was known for: a member of no group sends none. */
    OptionalDouble secondsSinceHeartbeat();
}

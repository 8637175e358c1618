package cutmix.broker;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The time limit for the start of a server.
 *
 * @param limit after which the start is given up
 * @param interval between two notices
 * @param notices take a line for the user
 */
public record StartDeadline(Duration limit, Duration interval, Consumer<String> notices) {

    /** A minute without notices. */
    static final StartDeadline MINUTE = new StartDeadline(Duration.ofMinutes(1), Duration.ofMinutes(1), line -> {});

    /** At least a minute, with a notice every half minute. */
    public static StartDeadline of(Duration limit, Consumer<String> notices) {
        Duration longer = limit.compareTo(MINUTE.limit) < 0 ? MINUTE.limit : limit;
        return new StartDeadline(longer, Duration.ofSeconds(30), notices);
    }
}

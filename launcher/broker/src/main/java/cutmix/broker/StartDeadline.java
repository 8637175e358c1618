package cutmix.broker;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * The time limit for the start of a server.
 *
 * @param limit time after which the start fails
 * @param interval time between two notices
 * @param notices receives lines for the user
 */
public record StartDeadline(Duration limit, Duration interval, Consumer<String> notices) {

    /** A limit of one minute, without notices. */
    static final StartDeadline MINUTE = new StartDeadline(Duration.ofMinutes(1), Duration.ofMinutes(1), line -> {});

    /** Creates a limit of at least one minute, with a notice every half minute. */
    public static StartDeadline of(Duration limit, Consumer<String> notices) {
        Duration longer = limit.compareTo(MINUTE.limit) < 0 ? MINUTE.limit : limit;
        return new StartDeadline(longer, Duration.ofSeconds(30), notices);
    }
}

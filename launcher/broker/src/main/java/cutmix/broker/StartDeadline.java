package cutmix.broker;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How long a server that starts is waited for.
 *
 * @param limit after which the start is given up
 * @param interval from one notice to the next
 * @param notices take a line for the user
 */
public record StartDeadline(Duration limit, Duration interval, Consumer<String> notices) {

    /** A minute, in silence. */
    static final StartDeadline MINUTE = new StartDeadline(Duration.ofMinutes(1), Duration.ofMinutes(1), line -> {});

    /** For a minute at least, with a notice every half minute. */
    public static StartDeadline of(Duration limit, Consumer<String> notices) {
        Duration longer = limit.compareTo(MINUTE.limit) < 0 ? MINUTE.limit : limit;
        return new StartDeadline(longer, Duration.ofSeconds(30), notices);
    }
}

package cutmix.process;

import java.time.Duration;

/** How a process is stopped: it is told to end, and killed if it has not ended after a time. */
public final class OrderlyStop {

    /**
     * How long a process may take to end after it was told to. Whoever stops a process waits at least this long before it kills
     * the process, and whatever a process does in order to end has to fit in: a trainer's last checkpoint, and the 30 s in which
     * a loader's producer delivers what is in its buffer.
     */
    public static final Duration LIMIT = Duration.ofSeconds(45);

    /** The exit code of a process that was told to end, as of one that SIGTERM ended. */
    public static final int EXIT_CODE = 143;

    private OrderlyStop() {}
}

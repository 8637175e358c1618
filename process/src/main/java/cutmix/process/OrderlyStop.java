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

    /**
     * Whether this process has been told to end. An application has to ask as the first thing that it does: Quarkus stops an
     * application that has started, and of one that has not it awaits the end (ApplicationLifecycleManager, 3.33.2), which one that
     * waits for others to write a topic would never reach.
     */
    public static boolean isUnderWay() {
        Thread probe = new Thread(() -> {}, "probe");
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}

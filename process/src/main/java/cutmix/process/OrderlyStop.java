package cutmix.process;

import java.time.Duration;

/** The rules for stopping a process: it is told to stop, and killed if it has not ended after a time limit. */
public final class OrderlyStop {

    /**
     * How long a process may take to end after it was told to stop. A supervisor waits at least this long before it
     * kills the process. The limit must cover a trainer's last checkpoint, and the 30 s in which a loader's producer
     * delivers its buffered records.
     */
    public static final Duration LIMIT = Duration.ofSeconds(45);

    /** The exit code of a process that was told to stop, the same as after SIGTERM. */
    public static final int EXIT_CODE = 143;

    private OrderlyStop() {}

    /**
     * Whether this process has been told to stop. An application must check this first. Quarkus stops an application
     * that has started, but waits for the end of an application that is still starting (ApplicationLifecycleManager,
     * 3.33.2). If the application then waits for another service's topic, it would never end.
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

package cutmix.process;

import java.time.Duration;

/**
 * Ends this process when its parent has ended. A parent that ends normally stops its children itself. A killed parent
 * cannot, and without this watch its children would continue to run.
 *
 * <p>The parent passes its process id on the command line, so the child also notices a parent that ends while the child
 * starts, because the child then has another parent. A process that was started without this property, by hand or in a
 * container, has no watch.
 */
final class ParentWatch {

    /** Without the prefix cutmix, because all properties with that prefix are settings of a service. */
    private static final String PROPERTY = "parent.process";

    /** How many milliseconds a process continues to serve after its parent has ended. */
    private static final String LINGER_PROPERTY = "parent.process.linger";

    private static final Duration INTERVAL = Duration.ofMillis(500);

    /**
     * The time limit for an orderly stop. It is shorter than {@link OrderlyStop#LIMIT}, because brokers that the parent
     * has started also end soon, and clients would retry until their timeouts. Killing a process loses no data.
     */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    /**
     * A server ends after its clients. If it ended first, another process could open a server on its port, and
     * reconnecting clients would write their pending data into that server.
     */
    private static final Duration LINGER = INTERVAL.plus(STOP_LIMIT).plusSeconds(2);

    private ParentWatch() {}

    /** The JVM option that makes a child watch this process. */
    static String option() {
        return "-D" + PROPERTY + "=" + ProcessHandle.current().pid();
    }

    /** Returns the additional option that makes a server end after its clients, which also watch this process. */
    static String lingerOption() {
        return "-D" + LINGER_PROPERTY + "=" + LINGER.toMillis();
    }

    static void begin() {
        String parent = System.getProperty(PROPERTY);
        if (parent != null) {
            daemon("parent-watch", () -> watch(Long.parseLong(parent)));
        }
    }

    private static void watch(long parent) {
        try {
            while (isParent(parent)) {
                Thread.sleep(INTERVAL.toMillis());
            }
            Thread.sleep(Long.getLong(LINGER_PROPERTY, 0));
            daemon("exit", ParentWatch::exit);
            Thread.sleep(STOP_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // No parent is left to kill a process that does not end.
        Runtime.getRuntime().halt(OrderlyStop.EXIT_CODE);
    }

    private static void exit() {
        System.err.println("The process that started this one has ended: stopping");
        System.exit(OrderlyStop.EXIT_CODE);
    }

    private static boolean isParent(long pid) {
        return ProcessHandle.current()
                .parent()
                .filter(parent -> parent.pid() == pid)
                .isPresent();
    }

    private static void daemon(String name, Runnable action) {
        Thread thread = new Thread(action, name);
        thread.setDaemon(true);
        thread.start();
    }
}

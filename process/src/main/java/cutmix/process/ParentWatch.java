package cutmix.process;

import java.time.Duration;

/**
 * Ends this process when its parent has ended. A parent that ends well stops its children itself; one that is killed cannot, and
 * without this watch its children would run on.
 *
 * <p>The parent gives its process id on the command line, so a parent that ends while the child starts is noticed, too: from then
 * on the child has another parent. A process that was started without this property, by hand or in a container, has no watch.
 */
final class ParentWatch {

    /** Not of the prefix cutmix, all of whose properties are settings of a service. */
    private static final String PROPERTY = "parent.process";

    /** How many milliseconds a process serves on after its parent has ended. */
    private static final String LINGER_PROPERTY = "parent.process.linger";

    private static final Duration INTERVAL = Duration.ofMillis(500);

    /**
     * For an orderly end. It is shorter than {@link OrderlyStop#LIMIT}, since brokers that the parent had started end soon, too, and
     * clients would ask for them until their time-outs. A process may be killed at any time without a loss.
     */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * A server ends after its clients. If it ended first, another process could take its port and serve there, and the clients, which
     * connect again, would write what they still hold into that server.
     */
    private static final Duration LINGER = INTERVAL.plus(PATIENCE).plusMillis(500);

    private ParentWatch() {}

    /** The JVM option by which this process asks a child to watch over it. */
    static String option() {
        return "-D" + PROPERTY + "=" + ProcessHandle.current().pid();
    }

    /** The further option by which this process asks a server to outlive the server's clients, which watch over it, too. */
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
            Thread.sleep(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Nobody is left to kill a process that does not end.
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

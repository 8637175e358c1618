package cutmix.schemas.waiting;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells the user what this process waits for: first some time after the wait has begun, and then at a low rate,
 * independent of the rate of calls. Not thread-safe.
 */
public final class WaitMessages {

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final Duration moment;
    private final Consumer<String> lines;
    private final LongSupplier nanoTime;
    private String reported = "";
    private long due;
    private boolean hasReported;

    /**
     * @param lines receives each line
     * @param nanoTime the clock, in nanoseconds
     */
    public WaitMessages(Consumer<String> lines, LongSupplier nanoTime) {
        this(MOMENT, lines, nanoTime);
    }

    /**
     * @param moment how long a wait may last before it is reported
     * @param lines receives each line
     * @param nanoTime the clock, in nanoseconds
     */
    WaitMessages(Duration moment, Consumer<String> lines, LongSupplier nanoTime) {
        this.moment = moment;
        this.lines = lines;
        this.nanoTime = nanoTime;
    }

    /**
     * Prints a line if it is time. Call this method repeatedly during a wait.
     *
     * @param line describes the wait; a different line starts a new wait
     */
    public void waitsFor(String line) {
        long now = nanoTime.getAsLong();
        if (!line.equals(reported)) {
            reported = line;
            due = now + moment.toNanos();
        }
        if (now - due >= 0) {
            lines.accept(line);
            hasReported = true;
            due = now + INTERVAL.toNanos();
        }
    }

    /** Returns whether any wait was long enough to be reported. */
    public boolean hasReported() {
        return hasReported;
    }
}

package cutmix.launcher.mlflow;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The pauses between attempts: one second after the first failure, doubled after each further one, at most one minute.
 */
final class RetryBackoff {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final LongSupplier nanoTime;
    private Duration length = Duration.ZERO;
    private long began;

    /** @param nanoTime a clock like {@link System#nanoTime} */
    RetryBackoff(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean hasPassed() {
        return length.isZero() || nanoTime.getAsLong() - began >= length.toNanos();
    }

    void failed() {
        Duration longer = length.isZero() ? SHORTEST : length.multipliedBy(2);
        length = longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
        began = nanoTime.getAsLong();
    }

    void succeeded() {
        length = Duration.ZERO;
    }
}

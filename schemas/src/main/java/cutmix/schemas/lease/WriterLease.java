package cutmix.schemas.lease;

import cutmix.schemas.failure.UserException;
import java.util.function.LongSupplier;

/**
 * Whether this process is the one that may write. It is ended once, and for good: by its loss, by a failure, or because the
 * writer is told to stop. Safe for use by several threads.
 */
public final class WriterLease {

    private static final long LOOK_MILLIS = 50;

    private final ExclusiveWriter writer;
    private final LeaseTimes times;
    private final LongSupplier nanoTime;
    private final Runnable whenEnded;
    private volatile boolean held;
    private volatile boolean lost;
    private volatile long confirmed;
    private volatile RuntimeException end;

    /** @param nanoTime the clock, in nanoseconds */
    public WriterLease(ExclusiveWriter writer, LongSupplier nanoTime) {
        this(writer, nanoTime, () -> {});
    }

    /**
     * @param nanoTime the clock, in nanoseconds
     * @param whenEnded is run once when the lease is ended, by whoever ends it
     */
    public WriterLease(ExclusiveWriter writer, LongSupplier nanoTime, Runnable whenEnded) {
        this.writer = writer;
        this.times = writer.times();
        this.nanoTime = nanoTime;
        this.whenEnded = whenEnded;
    }

    /**
     * Returns at once while the brokers' last confirmation is fresh, otherwise waits for the next one.
     *
     * @throws UserException if this process may not write any more; unless the writer {@link ExclusiveWriter#resumes}, also if
     *     there was no confirmation within the session time-out
     */
    public void check() {
        if (end != null || age() > times.fresh().toNanos()) {
            awaitConfirmation();
        }
    }

    /** Who it is that may write. */
    public ExclusiveWriter writer() {
        return writer;
    }

    /**
     * Returns at once, also while the brokers are silent.
     *
     * @throws UserException if it is known that this process may not write any more
     */
    public void checkNotEnded() {
        if (end != null) {
            throw end;
        }
    }

    /** Whether {@link #check} would return without waiting. */
    public boolean isFresh() {
        return end == null && held && age() <= times.fresh().toNanos();
    }

    /** Whether records that were handed to the producer may still be sent. */
    public boolean covers() {
        return held && !lost && age() <= times.session().toNanos();
    }

    boolean isHeld() {
        return held;
    }

    boolean isLost() {
        return lost;
    }

    /** Has every check from now on throw this, unless the lease was ended before. */
    public void end(RuntimeException why) {
        synchronized (this) {
            if (end != null) {
                return;
            }
            end = why;
            notifyAll();
        }
        whenEnded.run();
    }

    /**
     * Tells that the brokers have confirmed the lease.
     *
     * @param asked when they were asked, by this lease's clock
     */
    public synchronized void confirm(long asked) {
        confirmed = asked;
        held = true;
        notifyAll();
    }

    /** Tells that the lease is gone, and another process may write. */
    public void lose() {
        lost = true;
        end(new UserException(writer.lost()));
    }

    /** Waits for the first confirmation, however long it takes. */
    public synchronized void awaitHeld() {
        while (!held && end == null) {
            look();
        }
        checkNotEnded();
    }

    /**
     * Waits for the answer to a request for confirmation that is made from now on, however long it takes.
     *
     * @throws UserException if the lease is ended, or this thread is interrupted, as it then still is
     */
    synchronized void awaitNewConfirmation() {
        long now = nanoTime.getAsLong();
        while (end == null && confirmed - now < 0) {
            look();
        }
        checkNotEnded();
    }

    private synchronized void awaitConfirmation() {
        while (end == null && age() > times.fresh().toNanos()) {
            if (age() > times.session().toNanos() && !writer.resumes()) {
                lose();
            } else {
                look();
            }
        }
        checkNotEnded();
    }

    private void look() {
        try {
            wait(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka: run again to go on", e);
        }
    }

    private long age() {
        return nanoTime.getAsLong() - confirmed;
    }
}

package cutmix.schemas.lease;

import cutmix.schemas.failure.UserException;
import java.util.function.LongSupplier;

/**
 * The right of this process to write. The lease ends at most once: when it is lost, after a failure, or when the writer
 * is told to stop. Thread-safe.
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
     * @param whenEnded runs once when the lease ends, in the thread that ends it
     */
    public WriterLease(ExclusiveWriter writer, LongSupplier nanoTime, Runnable whenEnded) {
        this.writer = writer;
        this.times = writer.times();
        this.nanoTime = nanoTime;
        this.whenEnded = whenEnded;
    }

    /**
     * Returns at once if the brokers' last confirmation is fresh; otherwise waits for the next one.
     *
     * @throws UserException if this process may no longer write, or, unless the writer {@link ExclusiveWriter#resumes},
     *     if there was no confirmation within the session timeout
     */
    public void check() {
        if (end != null || age() > times.fresh().toNanos()) {
            awaitConfirmation();
        }
    }

    /** Returns the writer that this lease is for. */
    public ExclusiveWriter writer() {
        return writer;
    }

    /**
     * Checks whether the lease has ended. Returns at once, even if the brokers do not answer.
     *
     * @throws UserException if the lease has ended
     */
    public void checkNotEnded() {
        if (end != null) {
            throw end;
        }
    }

    /** Returns whether {@link #check} would return without waiting. */
    public boolean isFresh() {
        return end == null && held && age() <= times.fresh().toNanos();
    }

    /** Returns whether the producer may still send records that it has received. */
    public boolean covers() {
        return held && !lost && age() <= times.session().toNanos();
    }

    boolean isHeld() {
        return held;
    }

    boolean isLost() {
        return lost;
    }

    /** Ends the lease, unless it has already ended. Every later check throws this exception. */
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
     * Records that the brokers have confirmed the lease.
     *
     * @param asked time of the request, by this lease's clock
     */
    public synchronized void confirm(long asked) {
        confirmed = asked;
        held = true;
        notifyAll();
    }

    /** Records that the lease is lost, and that another process may write. */
    public void lose() {
        lost = true;
        end(new UserException(writer.lost()));
    }

    /** Waits for the first confirmation, without a time limit. */
    public synchronized void awaitHeld() {
        while (!held && end == null) {
            look();
        }
        checkNotEnded();
    }

    /**
     * Waits for a confirmation that is requested after this call, without a time limit.
     *
     * @throws UserException if the lease has ended, or if this thread is interrupted; it then stays interrupted
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
            throw new UserException("interrupted while waiting for Kafka: run again to resume", e);
        }
    }

    private long age() {
        return nanoTime.getAsLong() - confirmed;
    }
}

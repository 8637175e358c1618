package cutmix.trainer.session;

import cutmix.process.OrderlyStop;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Has a training that is told to end leave a checkpoint, and hand its run on, before the process goes. */
@ApplicationScoped
public class TrainingStop {

    /** For what ends after the training: consumers and producers, and Quarkus itself. */
    private static final Duration REST = Duration.ofSeconds(20);

    private static final Duration LIMIT = OrderlyStop.LIMIT.minus(REST);

    private boolean stopping;
    private boolean held;
    private Thread interruptible;

    /** A training. */
    @FunctionalInterface
    public interface Training {
        int run() throws InterruptedException;
    }

    /** A part of it, which ends soon after it is interrupted. */
    @FunctionalInterface
    public interface Part {
        void run() throws InterruptedException;
    }

    /** Runs all of a training in this thread; the process stays until it has returned, or for a limited time. */
    public int hold(Training training) throws InterruptedException {
        synchronized (this) {
            held = true;
        }
        try {
            return training.run();
        } finally {
            synchronized (this) {
                held = false;
                notifyAll();
            }
        }
    }

    /**
     * Runs a part in this thread, and interrupts it when the application is told to end.
     *
     * @throws InterruptedException if it was, or the application has been told to end before
     */
    public void interruptibly(Part part) throws InterruptedException {
        synchronized (this) {
            if (stopping) {
                throw new InterruptedException("the application is told to end");
            }
            interruptible = Thread.currentThread();
        }
        try {
            part.run();
        } finally {
            synchronized (this) {
                interruptible = null;
                Thread.interrupted(); // It came too late for this part, and is not meant for the next.
            }
        }
    }

    /** Interrupts the part that is run, if it is one that can be. */
    public synchronized void interrupt() {
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    synchronized void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping = true;
        interrupt();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (held && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
    }
}

package cutmix.trainer.session;

import cutmix.process.OrderlyStop;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** On shutdown, lets a training write a checkpoint and release its run before the process ends. */
@ApplicationScoped
public class TrainingStop {

    /** Time for the shutdown of consumers, producers and Quarkus after the training. */
    private static final Duration REST = Duration.ofSeconds(20);

    private static final Duration LIMIT = OrderlyStop.LIMIT.minus(REST);

    private boolean stopping;
    private boolean held;
    private Thread interruptible;

    /** A training. */
    @FunctionalInterface
    public interface HeldTraining {
        int run() throws InterruptedException;
    }

    /** A part of a training that ends soon after an interrupt. */
    @FunctionalInterface
    public interface InterruptiblePart {
        void run() throws InterruptedException;
    }

    /** Runs a training in this thread. A shutdown waits for it, up to a limit. */
    public int hold(HeldTraining training) throws InterruptedException {
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
     * Runs a part in this thread, and interrupts it on shutdown.
     *
     * @throws InterruptedException if the part was interrupted, or the shutdown has already started
     */
    public void interruptibly(InterruptiblePart part) throws InterruptedException {
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
                Thread.interrupted(); // A late interrupt must not reach the next part.
            }
        }
    }

    /** Interrupts the running part, if there is one. */
    public synchronized void interrupt() {
        if (interruptible != null) {
            interruptible.interrupt();
        }
    }

    /** In dev mode, Quarkus fires the shutdown event of a restart only after the training has ended. */
    void watchRestarts(@Observes StartupEvent event) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) {
            Thread watch = new Thread(
                    () -> {
                        Quarkus.waitForExit();
                        endPart();
                    },
                    "restart-watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    synchronized void stop(@Observes ShutdownEvent event) throws InterruptedException {
        endPart();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (held && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
    }

    private synchronized void endPart() {
        stopping = true;
        interrupt();
    }
}

package cutmix.trainer;

import cutmix.process.OrderlyStop;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Has a training that is told to end leave a checkpoint before the process goes. */
@ApplicationScoped
class TrainingStop {

    /** For what ends after the training: consumers and producers, and Quarkus itself. */
    private static final Duration REST = Duration.ofSeconds(20);

    private static final Duration LIMIT = OrderlyStop.LIMIT.minus(REST);

    private final CountDownLatch ended = new CountDownLatch(1);
    private Thread training;

    /** A training, which ends soon after it is interrupted. */
    @FunctionalInterface
    interface Training {
        void run() throws InterruptedException;
    }

    /** Runs it in this thread; interrupts it when the application is told to end. */
    void watch(Training run) throws InterruptedException {
        synchronized (this) {
            training = Thread.currentThread();
        }
        try {
            run.run();
        } finally {
            synchronized (this) {
                training = null;
            }
            ended.countDown();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        synchronized (this) {
            if (training == null) {
                return;
            }
            training.interrupt();
        }
        ended.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    }
}

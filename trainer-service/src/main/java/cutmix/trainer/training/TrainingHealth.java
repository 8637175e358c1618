package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.stream.NumberedBatch;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The liveness and readiness of a trainer. It is ready while data arrives. It is live unless the training thread has
 * ended, or has finished neither a step nor a batch of an evaluation for too long. A trainer that waits for data is
 * live.
 */
public final class TrainingHealth implements TrainingListener {

    private final Duration stalledAfter;
    private final Duration starvedAfter;
    private final LongSupplier nanoTime;
    private Thread training;
    private boolean fed;
    private boolean awaiting;
    private long lastProgress;

    /**
     * @param stalledAfter how long a step, or a batch of an evaluation, may take
     * @param starvedAfter how long training may wait for a batch
     * @param nanoTime clock in nanoseconds
     */
    public TrainingHealth(Duration stalledAfter, Duration starvedAfter, LongSupplier nanoTime) {
        this.stalledAfter = stalledAfter;
        this.starvedAfter = starvedAfter;
        this.nanoTime = nanoTime;
    }

    public synchronized boolean isLive() {
        return training == null || training.isAlive() && (awaiting || idle().compareTo(stalledAfter) <= 0);
    }

    public synchronized boolean isReady() {
        return fed && isLive() && (!awaiting || idle().compareTo(starvedAfter) <= 0);
    }

    @Override
    public synchronized void epochStarted(EpochProgress progress) {
        training = Thread.currentThread();
        progress(false);
    }

    @Override
    public synchronized void batchAwaited() {
        progress(true);
    }

    @Override
    public synchronized void stepStarted(NumberedBatch batch) {
        fed = true;
        progress(false);
    }

    @Override
    public synchronized void stepEnded(int step, double loss, double accuracy) {
        progress(false);
    }

    @Override
    public synchronized void batchEvaluated() {
        progress(false);
    }

    @Override
    public synchronized void epochEnded(EpochMetrics metrics) {
        progress(false);
    }

    private void progress(boolean nowAwaiting) {
        awaiting = nowAwaiting;
        lastProgress = nanoTime.getAsLong();
    }

    private Duration idle() {
        return Duration.ofNanos(nanoTime.getAsLong() - lastProgress);
    }
}

package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.stream.NumberedBatch;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What an orchestrator asks a trainer. It is ready while data flows. It is live unless the thread that trains has ended, or
 * has neither finished a step nor a batch of an evaluation for too long; waiting for data is no sign of death.
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
     * @param starvedAfter how long a batch may be awaited
     * @param nanoTime the clock, in nanoseconds
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

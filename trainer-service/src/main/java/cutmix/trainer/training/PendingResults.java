package cutmix.trainer.training;

import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.engine.PendingStep;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.NumberedBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Steps whose results are not in the epoch's sums yet. A GPU idles while the CPU reads a result, so results are read
 * together, a few times a second.
 */
final class PendingResults {

    /** Each pending step may hold a little device memory. */
    static final int MOST = 64;

    static final long PAUSE_NANOS = 200_000_000L;

    private record NumberedStep(SamplePosition first, int number, PendingStep step) {}

    private final EpochAccounting accounting;
    private final LongSupplier nanoTime;
    private final Deque<NumberedStep> steps = new ArrayDeque<>();
    private long lastRead;

    /** @param nanoTime clock in nanoseconds */
    PendingResults(EpochAccounting accounting, LongSupplier nanoTime) {
        this.accounting = accounting;
        this.nanoTime = nanoTime;
        lastRead = nanoTime.getAsLong()
                - PAUSE_NANOS; // The first result is read at once and shows that training has started.
    }

    /**
     * Adds a step whose batch is counted. Reads all results if the interval has passed or reading takes no time.
     *
     * @throws cutmix.schemas.failure.UserException if training has diverged
     */
    void add(NumberedBatch batch, PendingStep step) {
        steps.add(new NumberedStep(batch.first(), accounting.steps(), step));
        if (step.isDone() || steps.size() == MOST || nanoTime.getAsLong() - lastRead >= PAUSE_NANOS) {
            read();
        }
    }

    /**
     * Adds all results to the epoch's sums.
     *
     * @throws cutmix.schemas.failure.UserException if training has diverged
     */
    void read() {
        while (!steps.isEmpty()) {
            NumberedStep step = steps.remove();
            StepResult result = step.step.result();
            Divergence.requireFinite(result.loss(), step.first, step.number);
            accounting.add(result);
        }
        lastRead = nanoTime.getAsLong();
    }
}

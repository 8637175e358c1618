package cutmix.trainer.training;

import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.engine.PendingStep;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.NumberedBatch;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Steps whose results an epoch's tally does not have yet. While a result is read, a device that is not the CPU waits for its next
 * step; so they are read a few times a second, and together.
 */
final class PendingResults {

    /** Each may hold a little of the device's memory. */
    static final int MOST = 64;

    static final long PAUSE_NANOS = 200_000_000L;

    private record Step(SamplePosition first, int number, PendingStep step) {}

    private final EpochAccounting tally;
    private final LongSupplier nanoTime;
    private final Deque<Step> steps = new ArrayDeque<>();
    private long lastRead;

    /** @param nanoTime the clock, in nanoseconds */
    PendingResults(EpochAccounting tally, LongSupplier nanoTime) {
        this.tally = tally;
        this.nanoTime = nanoTime;
        lastRead = nanoTime.getAsLong() - PAUSE_NANOS; // The first one tells that training has begun.
    }

    /**
     * Adds a step that the tally has passed, and reads all of them where it is time for that, or costs nothing.
     *
     * @throws cutmix.schemas.failure.UserException if training has diverged
     */
    void add(NumberedBatch batch, PendingStep step) {
        steps.add(new Step(batch.first(), tally.steps(), step));
        if (step.isDone() || steps.size() == MOST || nanoTime.getAsLong() - lastRead >= PAUSE_NANOS) {
            read();
        }
    }

    /**
     * Hands all results to the tally.
     *
     * @throws cutmix.schemas.failure.UserException if training has diverged
     */
    void read() {
        while (!steps.isEmpty()) {
            Step step = steps.remove();
            StepResult result = step.step.result();
            Divergence.requireFinite(result.loss(), step.first, step.number);
            tally.add(result);
        }
        lastRead = nanoTime.getAsLong();
    }
}

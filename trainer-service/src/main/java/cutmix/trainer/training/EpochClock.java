package cutmix.trainer.training;

import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.stream.BatchStream;

/** Measures the duration of an epoch, including the time in earlier processes. */
final class EpochClock {

    private final BatchStream batches;
    private final double secondsBefore;
    private final double waitedBefore;
    private final long start;

    EpochClock(EpochProgress progress, BatchStream batches) {
        this.batches = batches;
        this.secondsBefore = progress.seconds();
        this.waitedBefore = progress.waitedSeconds() - batches.waitedNanos() * 1e-9;
        this.start = System.nanoTime();
    }

    double seconds() {
        return secondsBefore + (System.nanoTime() - start) * 1e-9;
    }

    double waitedSeconds() {
        return waitedBefore + batches.waitedNanos() * 1e-9;
    }
}

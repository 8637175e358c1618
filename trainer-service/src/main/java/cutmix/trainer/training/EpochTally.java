package cutmix.trainer.training;

import cutmix.schemas.SamplePosition;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.NumberedBatch;
import java.util.BitSet;

/** What an epoch has come to so far, and the proof that each of its positions was trained exactly once. */
final class EpochTally {

    private final int epoch;
    private final int epochSize;
    private final BitSet trained;
    private double lossSum;
    private long hits;
    private int samples;
    private int steps;

    /** @param progress how far the epoch is: positions below its own were trained */
    EpochTally(EpochProgress progress, int epochSize) {
        this.epoch = progress.epoch();
        this.epochSize = epochSize;
        this.trained = new BitSet(epochSize);
        trained.set(0, progress.position());
        lossSum = progress.lossSum();
        hits = progress.hits();
        samples = progress.position();
        steps = progress.steps();
    }

    /**
     * Counts a batch that was trained.
     *
     * @throws IllegalStateException if one of its positions was trained before, or belongs to another epoch
     */
    void add(NumberedBatch batch, StepResult result) {
        SamplePosition first = batch.first();
        int end = first.position() + batch.batch().size();
        if (first.epoch() != epoch || end > epochSize) {
            throw new IllegalStateException("the batch at " + first + " is not one of epoch " + epoch);
        }
        int repeated = trained.nextSetBit(first.position());
        if (repeated >= 0 && repeated < end) {
            throw new IllegalStateException("epoch " + epoch + ", position " + repeated + " was trained twice");
        }
        trained.set(first.position(), end);
        lossSum += result.loss() * result.size();
        hits += result.hits();
        samples += result.size();
        steps++;
    }

    /** @throws IllegalStateException if a position of the epoch was not trained */
    void requireComplete() {
        int missing = trained.nextClearBit(0);
        if (missing < epochSize) {
            throw new IllegalStateException("epoch " + epoch + ", position " + missing + " was not trained");
        }
    }

    boolean isComplete() {
        return samples == epochSize;
    }

    /**
     * How far it is. Batches come in order, so what was trained are the positions below the number of samples.
     *
     * @param seconds of training, of which
     * @param waitedSeconds were spent waiting for data
     */
    EpochProgress progress(double seconds, double waitedSeconds) {
        return new EpochProgress(epoch, samples, lossSum, hits, steps, seconds, waitedSeconds);
    }

    int epoch() {
        return epoch;
    }

    int samples() {
        return samples;
    }

    int steps() {
        return steps;
    }

    /** Mean over the samples so far. */
    double loss() {
        return lossSum / samples;
    }

    /** Share of the samples so far that were hits. */
    double accuracy() {
        return (double) hits / samples;
    }
}

package cutmix.trainer.training;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.NumberedBatch;
import java.util.BitSet;

/** What an epoch has come to so far, and the proof that each of its positions was trained, or skipped, exactly once. */
final class EpochAccounting {

    private final int epoch;
    private final int epochSize;
    private final BitSet passed;
    private double lossSum;
    private long hits;
    private int samples;
    private int weighed; // samples whose results are known
    private int skipped;
    private int steps;

    /** @param progress how far the epoch is: positions below its own were trained or skipped */
    EpochAccounting(EpochProgress progress, int epochSize) {
        this.epoch = progress.epoch();
        this.epochSize = epochSize;
        this.passed = new BitSet();
        passed.set(0, progress.position());
        lossSum = progress.lossSum();
        hits = progress.hits();
        samples = progress.position() - progress.skipped();
        weighed = samples;
        skipped = progress.skipped();
        steps = progress.steps();
    }

    /**
     * Counts a batch's positions, as trained or, of samples that were missing, as skipped.
     *
     * @throws IllegalStateException if one of its positions was passed before, or belongs to another epoch
     */
    void pass(NumberedBatch batch) {
        SamplePosition first = batch.first();
        int end = first.position() + batch.positions();
        if (first.epoch() != epoch || end > epochSize) {
            throw new IllegalStateException("the batch at " + first + " is not one of epoch " + epoch);
        }
        int repeated = passed.nextSetBit(first.position());
        if (repeated >= 0 && repeated < end) {
            throw new IllegalStateException("epoch " + epoch + ", position " + repeated + " was trained twice");
        }
        passed.set(first.position(), end);
        samples += batch.samples();
        skipped += batch.skipped();
        steps++;
    }

    /** Adds what one of the batches that were passed has come to. */
    void add(StepResult result) {
        lossSum += result.loss() * result.size();
        hits += result.hits();
        weighed += result.size();
    }

    /**
     * @throws IllegalStateException if a position of the epoch was neither trained nor skipped
     * @throws UserException if none was trained
     */
    void requireComplete() {
        int missing = passed.nextClearBit(0);
        if (missing < epochSize) {
            throw new IllegalStateException("epoch " + epoch + ", position " + missing + " was not trained");
        }
        if (samples == 0) {
            throw new UserException("no sample of epoch " + epoch + " can be read; delete the topics and load again");
        }
    }

    boolean isComplete() {
        return samples + skipped == epochSize;
    }

    /**
     * How far it is, when the results of all its batches are known. Batches come in order, so what was passed are the positions
     * below the number of samples.
     *
     * @param seconds of training, of which
     * @param waitedSeconds were spent waiting for data
     */
    EpochProgress progress(double seconds, double waitedSeconds) {
        return EpochProgress.builder()
                .epoch(epoch)
                .position(samples + skipped)
                .lossSum(lossSum)
                .hits(hits)
                .skipped(skipped)
                .steps(steps)
                .seconds(seconds)
                .waitedSeconds(waitedSeconds)
                .build();
    }

    int epoch() {
        return epoch;
    }

    int samples() {
        return samples;
    }

    int skipped() {
        return skipped;
    }

    int steps() {
        return steps;
    }

    /** Mean over the samples whose results are known. */
    double loss() {
        return lossSum / weighed;
    }

    /** Share of the samples whose results are known that were hits. */
    double accuracy() {
        return (double) hits / weighed;
    }
}

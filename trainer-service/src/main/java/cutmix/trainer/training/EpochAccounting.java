package cutmix.trainer.training;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.NumberedBatch;
import java.util.BitSet;

/**
 * The sums of losses and correct predictions of an epoch so far. Also checks that each position of the epoch is trained
 * or skipped exactly once.
 */
final class EpochAccounting {

    private final int epoch;
    private final int epochSize;
    private final BitSet passed;
    private double lossSum;
    private long correct;
    private int samples;
    private int evaluated; // samples with known results
    private int skipped;
    private int steps;

    /** @param progress progress of the epoch; positions below it were trained or skipped */
    EpochAccounting(EpochProgress progress, int epochSize) {
        this.epoch = progress.epoch();
        this.epochSize = epochSize;
        this.passed = new BitSet();
        passed.set(0, progress.position());
        lossSum = progress.lossSum();
        correct = progress.hits();
        samples = progress.position() - progress.skipped();
        evaluated = samples;
        skipped = progress.skipped();
        steps = progress.steps();
    }

    /**
     * Counts the positions of a batch as trained or, for missing samples, as skipped.
     *
     * @throws IllegalStateException if a position was counted before, or belongs to another epoch
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

    /** Adds the result of a counted batch. */
    void add(StepResult result) {
        lossSum += result.loss() * result.size();
        correct += result.correct();
        evaluated += result.size();
    }

    /**
     * @throws IllegalStateException if a position of the epoch was neither trained nor skipped
     * @throws UserException if all positions were skipped
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
     * Returns the progress of the epoch. Call it only when the results of all counted batches are known. Batches arrive
     * in order, so the counted positions are exactly those below the number of trained and skipped samples.
     *
     * @param seconds training time
     * @param waitedSeconds part of it in which training waited for data
     */
    EpochProgress progress(double seconds, double waitedSeconds) {
        return EpochProgress.builder()
                .epoch(epoch)
                .position(samples + skipped)
                .lossSum(lossSum)
                .hits(correct)
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

    /** Returns the mean loss of the samples with known results. */
    double loss() {
        return lossSum / evaluated;
    }

    /** Returns the share of correct predictions among the samples with known results. */
    double accuracy() {
        return (double) correct / evaluated;
    }
}

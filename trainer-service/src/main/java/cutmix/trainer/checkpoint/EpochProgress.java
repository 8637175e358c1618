package cutmix.trainer.checkpoint;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;

/**
 * How far an epoch is. Numbers are finite, and fit each other.
 *
 * @param epoch counted from 1
 * @param position of the next sample to train
 * @param lossSum over the samples so far
 * @param hits among them
 * @param skipped positions so far whose sample could not be read
 * @param steps so far
 * @param seconds of training so far, without evaluation
 * @param waitedSeconds of these, spent waiting for data
 */
public record EpochProgress(
        int epoch,
        int position,
        double lossSum,
        long hits,
        int skipped,
        int steps,
        double seconds,
        double waitedSeconds) {

    public EpochProgress {
        if (epoch < 1 || position < 0 || skipped < 0 || skipped > position || steps < 0) {
            throw new IllegalArgumentException("epoch " + epoch + ", position " + position + ", of these " + skipped
                    + " skipped, in " + steps + " steps");
        }
        if (hits < 0 || !Double.isFinite(lossSum)) {
            throw new IllegalArgumentException(hits + " hits, a sum of losses of " + lossSum);
        }
        if (!Double.isFinite(seconds) || !Double.isFinite(waitedSeconds)) {
            throw new IllegalArgumentException(seconds + " seconds, of these " + waitedSeconds + " waiting");
        }
    }

    /**
     * Where the next sample to train lies.
     *
     * @throws UserException if an epoch is shorter than what is said to be trained of it
     */
    public SamplePosition next(int epochSize) {
        if (position > epochSize) {
            throw new UserException(
                    "the checkpoint has " + position + " samples of an epoch behind it, but an epoch has " + epochSize
                            + ": it is damaged; --fresh starts the run anew");
        }
        return position < epochSize ? new SamplePosition(epoch, position) : new SamplePosition(epoch + 1, 0);
    }

    /** Starts with zeros. */
    public static EpochProgressBuilder builder() {
        return new EpochProgressBuilder();
    }

    /** Before the first step of an epoch. */
    public static EpochProgress startOf(int epoch) {
        return builder().epoch(epoch).build();
    }
}

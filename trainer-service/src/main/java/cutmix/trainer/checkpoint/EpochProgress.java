package cutmix.trainer.checkpoint;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;

/**
 * Progress within an epoch. Numbers are finite and consistent.
 *
 * @param epoch counted from 1
 * @param position position of the next sample
 * @param lossSum sum of the losses so far
 * @param hits correct predictions so far
 * @param skipped unreadable samples so far
 * @param steps number of steps so far
 * @param seconds training time so far, without evaluation
 * @param waitedSeconds part of {@code seconds} in which training waited for data
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
     * Returns the position of the next sample to train.
     *
     * @throws UserException if the position lies beyond the end of the epoch
     */
    public SamplePosition next(int epochSize) {
        if (position > epochSize) {
            throw new UserException("the checkpoint has " + position + " trained samples of an epoch, but an epoch has "
                    + epochSize + ": it is damaged; --fresh starts the run again");
        }
        return position < epochSize ? new SamplePosition(epoch, position) : new SamplePosition(epoch + 1, 0);
    }

    /** Starts with zeros. */
    public static EpochProgressBuilder builder() {
        return new EpochProgressBuilder();
    }

    /** Returns the progress before the first step of an epoch. */
    public static EpochProgress startOf(int epoch) {
        return builder().epoch(epoch).build();
    }
}

package cutmix.trainer.checkpoint;

import cutmix.schemas.SamplePosition;

/**
 * How far an epoch is.
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

    /** Where the next sample to train lies. */
    public SamplePosition next(int epochSize) {
        return position < epochSize ? new SamplePosition(epoch, position) : new SamplePosition(epoch + 1, 0);
    }

    /** Before the first step of an epoch. */
    public static EpochProgress startOf(int epoch) {
        return new EpochProgress(epoch, 0, 0, 0, 0, 0, 0, 0);
    }
}

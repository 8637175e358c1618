package cutmix.trainer.checkpoint;

/** Builds an {@link EpochProgress} from named values. The default of each number is 0. */
public final class EpochProgressBuilder {
    private int epoch;
    private int position;
    private double lossSum;
    private long hits;
    private int skipped;
    private int steps;
    private double seconds;
    private double waitedSeconds;

    EpochProgressBuilder() {}

    public EpochProgressBuilder epoch(int value) {
        epoch = value;
        return this;
    }

    public EpochProgressBuilder position(int value) {
        position = value;
        return this;
    }

    public EpochProgressBuilder lossSum(double value) {
        lossSum = value;
        return this;
    }

    public EpochProgressBuilder hits(long value) {
        hits = value;
        return this;
    }

    public EpochProgressBuilder skipped(int value) {
        skipped = value;
        return this;
    }

    public EpochProgressBuilder steps(int value) {
        steps = value;
        return this;
    }

    public EpochProgressBuilder seconds(double value) {
        seconds = value;
        return this;
    }

    public EpochProgressBuilder waitedSeconds(double value) {
        waitedSeconds = value;
        return this;
    }

    public EpochProgress build() {
        return new EpochProgress(epoch, position, lossSum, hits, skipped, steps, seconds, waitedSeconds);
    }
}

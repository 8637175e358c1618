package cutmix.trainer.checkpoint;

import cutmix.schemas.EpochMetrics;
import java.util.List;
import java.util.Objects;

/**
 * Where a run stands, beside its network. Nothing after the initial weights is drawn at random, so there is no random state.
 *
 * @param id tells the run from others of its name; empty where an earlier version began it
 * @param metricsOffset the end of the metrics topic when the run began: the run's own records lie behind it
 * @param epochs what the finished epochs came to
 * @param started when the run first began to train, in milliseconds since 1970; 0 where an earlier version began it
 */
public record Checkpoint(
        RunIdentity run,
        String id,
        EpochProgress progress,
        long metricsOffset,
        List<EpochMetrics> epochs,
        long started) {

    public Checkpoint {
        Objects.requireNonNull(run);
        Objects.requireNonNull(progress);
        if (metricsOffset < 0) {
            throw new IllegalArgumentException("the metrics offset " + metricsOffset + " is negative");
        }
        id = id == null ? "" : id;
        epochs = List.copyOf(epochs);
    }

    /** Of a run that does not know when it began. */
    public Checkpoint(
            RunIdentity run, String id, EpochProgress progress, long metricsOffset, List<EpochMetrics> epochs) {
        this(run, id, progress, metricsOffset, epochs, 0);
    }
}

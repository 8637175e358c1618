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
 */
public record Checkpoint(
        RunIdentity run, String id, EpochProgress progress, long metricsOffset, List<EpochMetrics> epochs) {

    public Checkpoint {
        Objects.requireNonNull(run);
        Objects.requireNonNull(progress);
        if (metricsOffset < 0) {
            throw new IllegalArgumentException("the metrics offset " + metricsOffset + " is negative");
        }
        id = id == null ? "" : id;
        epochs = List.copyOf(epochs);
    }
}

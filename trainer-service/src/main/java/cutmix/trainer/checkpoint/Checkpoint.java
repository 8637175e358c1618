package cutmix.trainer.checkpoint;

import cutmix.schemas.EpochMetrics;
import java.util.List;
import java.util.Objects;

/**
 * The state of a run except for its network. After weight initialization, training is deterministic, so a checkpoint
 * needs no random state.
 *
 * @param id distinguishes the run from other runs of its name; empty if an earlier version started the run
 * @param metricsOffset end of the metrics topic when the run started; the records of the run have this offset or a
 * greater one
 * @param epochs metrics of the finished epochs
 * @param started start of the run's first training, in milliseconds since 1970; 0 if an earlier version started the run
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

    public static CheckpointBuilder builder() {
        return new CheckpointBuilder();
    }
}

package cutmix.trainer.checkpoint;

import cutmix.schemas.EpochMetrics;
import java.util.List;

/** Builds a {@link Checkpoint} from named values. By default the id and the start are unknown, and no epoch has finished. */
public final class CheckpointBuilder {
    private RunIdentity run;
    private String id = "";
    private EpochProgress progress;
    private long metricsOffset;
    private List<EpochMetrics> epochs = List.of();
    private long started;

    CheckpointBuilder() {}

    public CheckpointBuilder run(RunIdentity value) {
        run = value;
        return this;
    }

    public CheckpointBuilder id(String value) {
        id = value;
        return this;
    }

    public CheckpointBuilder progress(EpochProgress value) {
        progress = value;
        return this;
    }

    public CheckpointBuilder metricsOffset(long value) {
        metricsOffset = value;
        return this;
    }

    public CheckpointBuilder epochs(List<EpochMetrics> value) {
        epochs = value;
        return this;
    }

    public CheckpointBuilder started(long value) {
        started = value;
        return this;
    }

    public Checkpoint build() {
        return new Checkpoint(run, id, progress, metricsOffset, epochs, started);
    }
}

package cutmix.trainer.session;

import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.SavedCheckpoint;
import cutmix.trainer.engine.Engine;
import java.util.Optional;

/**
 * The state from which this process starts a run.
 *
 * @param checkpoint the saved checkpoint, or the checkpoint of a new run
 */
public record RunStart(RunDescription run, Checkpoint checkpoint, Optional<SavedCheckpoint> saved) {

    /** Restores the saved network with its optimizer, or creates a new one. */
    Engine engine() {
        return saved.map(found -> run.engine().library().restore(found.network().get(), found.file(), run.setup()))
                .orElseGet(() -> run.engine().library().create(run.setup(), run.initialWeights()));
    }
}

package cutmix.trainer.session;

import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.SavedCheckpoint;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.network.NetworkWeights;
import java.util.Optional;

/**
 * The state from which this process starts a run.
 *
 * @param checkpoint the saved checkpoint, or the checkpoint of a new run
 * @param initial initial weights of a new run
 */
public record RunStart(
        Checkpoint checkpoint, Optional<SavedCheckpoint> saved, TrainingSetup setup, NetworkWeights initial) {

    /** Restores the saved network with its optimizer, or creates a new one. */
    Engine engine(EngineLibrary library) {
        return saved.map(found -> library.restore(found.network().get(), found.file(), setup))
                .orElseGet(() -> library.create(setup, initial));
    }
}

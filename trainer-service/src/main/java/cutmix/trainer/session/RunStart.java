package cutmix.trainer.session;

import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.SavedCheckpoint;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.network.NetworkWeights;
import java.util.Optional;

/**
 * Where a run begins in this process.
 *
 * @param checkpoint that of the run's very beginning, where none is saved
 * @param initial the weights of that beginning
 */
public record RunStart(
        Checkpoint checkpoint, Optional<SavedCheckpoint> saved, TrainingSetup setup, NetworkWeights initial) {

    /** The network as it was saved, with its optimizer, or else at the beginning. */
    Engine engine(EngineLibrary library) {
        return saved.map(found -> library.restore(found.network().get(), found.file(), setup))
                .orElseGet(() -> library.create(setup, initial));
    }
}

package cutmix.trainer.engine.library;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Computation;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.InputStream;
import java.nio.file.Path;

/** A library that creates and restores networks. */
public interface EngineLibrary {

    /** Returns the name used on the command line, for example {@code dl4j}. */
    String name();

    /**
     * Checks that the library runs on this machine, before other work starts.
     *
     * @throws UserException if it does not; the message gives the cause
     */
    void requireDevice();

    /**
     * Creates a network and its optimizer.
     *
     * @param weights from {@link InitialWeights} or from a trained network
     * @throws UserException as {@link #requireDevice} does
     */
    Engine create(TrainingSetup setup, NetworkWeights weights);

    /**
     * Restores a network and its optimizer, which an engine of this library saved.
     *
     * @param file source of the stream, for messages
     * @param setup setup of the training; its depth may differ from the depth of the network
     * @throws UserException if the stream contains no such network, or the network does not match the images and
     *     classes, and as {@link #requireDevice} does
     */
    Engine restore(InputStream in, Path file, TrainingSetup setup);

    /**
     * Returns this library with other numeric options.
     *
     * @throws UserException if the library or the device does not support the precision, and as {@link #requireDevice}
     * does
     */
    default EngineLibrary with(Computation computation) {
        if (computation.precision() != Precision.FLOAT32) {
            throw new SettingException("the engine " + name() + " computes in float32, not in "
                    + computation.precision().label()
                    + ": set CUTMIX_TRAINER_PRECISION to float32, or use --engine libtorch");
        }
        return this;
    }
}

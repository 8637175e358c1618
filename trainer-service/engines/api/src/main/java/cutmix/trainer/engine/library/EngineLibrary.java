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

/** A library that computes networks, before there is one. */
public interface EngineLibrary {

    /** As the command line has it, such as {@code dl4j}. */
    String name();

    /**
     * Makes sure that this machine can run it, before time is spent on anything else.
     *
     * @throws UserException if it cannot; says why
     */
    void requireDevice();

    /**
     * A network with its optimizer at the beginning.
     *
     * @param weights which {@link InitialWeights} may have drawn, or an engine trained
     * @throws UserException as {@link #requireDevice} does
     */
    Engine create(TrainingSetup setup, NetworkWeights weights);

    /**
     * A network as an engine of this library has saved it, with its optimizer.
     *
     * @param file for messages: where the stream comes from
     * @param setup of which the depth need not be that of the network
     * @throws UserException if it is no such network, or does not fit the images and classes, and as {@link #requireDevice} does
     */
    Engine restore(InputStream in, Path file, TrainingSetup setup);

    /**
     * The same library, whose networks compute so.
     *
     * @throws UserException if it, or the device, has not the precision, and as {@link #requireDevice} does
     */
    default EngineLibrary with(Computation computation) {
        if (computation.precision() != Precision.FLOAT32) {
            throw new SettingException("the engine " + name() + " computes in float32, not in "
                    + computation.precision().label()
                    + ": set CUTMIX_TRAINER_PRECISION to float32, or take --engine libtorch");
        }
        return this;
    }
}

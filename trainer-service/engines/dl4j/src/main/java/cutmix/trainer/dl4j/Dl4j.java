package cutmix.trainer.dl4j;

import cutmix.schemas.contract.EngineNames;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.natives.NativeLibraries;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.InputStream;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.deeplearning4j.config.DL4JSystemProperties;
import org.nd4j.linalg.factory.Nd4j;

/** The Deeplearning4j library on the ND4J back end of this build: the CPU, or NVIDIA GPUs. */
public final class Dl4j implements EngineLibrary {

    private static final NativeLibraries LIBRARIES = new NativeLibraries(
            "Deeplearning4j", Loader::getCacheDir, "use --engine libtorch, or a machine that ND4J is built for");

    private final Execution execution;

    public Dl4j(Execution execution) {
        this.execution = execution;
    }

    @Override
    public String name() {
        return EngineNames.DL4J;
    }

    @Override
    public void requireDevice() {
        ready();
    }

    @Override
    public Engine create(TrainingSetup setup, NetworkWeights weights) {
        return Dl4jEngine.create(ready(), setup, weights, execution);
    }

    @Override
    public Engine restore(InputStream in, Path file, TrainingSetup setup) {
        return Dl4jEngine.restore(ready(), in, file, setup, execution);
    }

    /**
     * Loads the native libraries.
     *
     * @throws cutmix.schemas.failure.UserException if they cannot be loaded, or the build is for GPUs and this machine
     * has no supported one
     */
    static Backend.Passes ready() {
        // If memory runs out, the library would write a crash report beside the models.
        System.setProperty(DL4JSystemProperties.CRASH_DUMP_ENABLED_PROPERTY, "false");
        LIBRARIES.load(JavaCpp::load);
        Backend.Passes passes = Backend.ofThisBuild().prepare();
        LIBRARIES.load(Nd4j::getExecutioner);
        return passes;
    }
}

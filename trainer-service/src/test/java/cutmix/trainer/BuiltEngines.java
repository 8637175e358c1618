package cutmix.trainer;

import cutmix.trainer.engine.EngineFolder;
import cutmix.trainer.engine.EngineLibrary;
import java.nio.file.Path;

/** The engines that the build has put into folders. */
public final class BuiltEngines {

    private BuiltEngines() {}

    static Path folder() {
        return Path.of(System.getProperty("cutmix.trainer.engines"));
    }

    public static EngineLibrary libTorch() {
        return new EngineFolder("libtorch", folder().resolve("libtorch")).load();
    }
}

package cutmix.process.option;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The folder for downloads. */
public class CacheOption {

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description =
                    "Folder for downloads and decoded images (default: CUTMIX_LOADER_CACHE, otherwise ~/.cache/cutmix).")
    private Path cache;

    /** Null if the option is not given. */
    public Path cache() {
        return cache;
    }
}

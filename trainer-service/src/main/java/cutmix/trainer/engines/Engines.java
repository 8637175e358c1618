package cutmix.trainer.engines;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.dl4j.Dl4j;
import cutmix.trainer.dl4j.Execution;
import cutmix.trainer.engine.Computation;
import cutmix.trainer.engine.Precision;
import cutmix.trainer.engine.library.EngineFolder;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.natives.OmpThreads;
import cutmix.trainer.settings.TrainerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** The libraries that can compute networks: Deeplearning4j, and what lies in folders of its own. */
@ApplicationScoped
public class Engines {

    private static final String LIBTORCH = "libtorch";

    private final Execution execution;
    private final String precision;
    private final boolean recordsSteps;
    private final Optional<String> configured;
    private final Path folder;

    @Inject
    Engines(TrainerConfig config) {
        this(
                config.trainer().execution(),
                config.trainer().precision(),
                config.trainer().cudaGraph(),
                config.trainer().engine(),
                config.trainer().engines().orElseGet(Engines::besideTheService));
    }

    /**
     * @param precision of the networks, by its name
     * @param recordsSteps as {@link Computation} has it
     * @param folder of the libraries that are not on the class path, each in a folder of its name
     */
    Engines(Execution execution, String precision, boolean recordsSteps, Optional<String> configured, Path folder) {
        this.execution = execution;
        this.precision = precision;
        this.recordsSteps = recordsSteps;
        this.configured = configured;
        this.folder = folder;
    }

    /**
     * The library that was asked for, or else Deeplearning4j where it can serve device and precision, or else LibTorch.
     *
     * @param named on the command line
     * @throws UserException if there is no such library, it cannot serve device and precision, or the variable that sets its
     *     threads is wrong
     */
    public EngineChoice choose(Optional<String> named) {
        OmpThreads.require(System.getenv());
        EngineLibrary dl4j = new Dl4j(execution);
        EngineFolder libtorch = new EngineFolder(LIBTORCH, folder.resolve(LIBTORCH));
        Optional<String> asked = named.or(() -> configured);
        if (asked.isEmpty()) {
            return standard(dl4j, libtorch);
        }
        if (asked.get().equals(dl4j.name())) {
            return ready(dl4j, "as asked for");
        }
        if (asked.get().equals(libtorch.name())) {
            return ready(libtorch.load(), "as asked for");
        }
        throw new SettingException(
                "--engine " + asked.get() + " is unknown: choose " + dl4j.name() + " or " + libtorch.name());
    }

    private EngineChoice standard(EngineLibrary dl4j, EngineFolder libtorch) {
        try {
            return ready(dl4j, "the default");
        } catch (UserException e) {
            if (!libtorch.exists()) {
                throw e;
            }
            return ready(libtorch.load(), "since " + dl4j.name() + " cannot serve: " + e.getMessage());
        }
    }

    private EngineChoice ready(EngineLibrary library, String reason) {
        library.requireDevice();
        Precision named = Precision.named(precision);
        return new EngineChoice(library.with(new Computation(named, recordsSteps)), named, reason);
    }

    /** The packaged service lies in {@code app}, its libraries in {@code lib}. */
    private static Path besideTheService() {
        try {
            Path code = Path.of(Engines.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return code.getParent().resolveSibling("engines");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

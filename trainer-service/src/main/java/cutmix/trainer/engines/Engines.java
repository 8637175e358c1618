package cutmix.trainer.engines;

import cutmix.schemas.contract.EngineNames;
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

/** Chooses the library that computes networks: Deeplearning4j, or a library from its own folder. */
@ApplicationScoped
public class Engines {

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
                config.trainer().engines().orElseGet(Engines::besideService));
    }

    /**
     * @param precision name of the precision of the networks
     * @param recordsSteps see {@link Computation}
     * @param folder folder of the libraries that are not on the class path; each has a subfolder of its name
     */
    Engines(Execution execution, String precision, boolean recordsSteps, Optional<String> configured, Path folder) {
        this.execution = execution;
        this.precision = precision;
        this.recordsSteps = recordsSteps;
        this.configured = configured;
        this.folder = folder;
    }

    /**
     * Chooses the requested library. The default is Deeplearning4j if it supports the device and precision, otherwise
     * LibTorch.
     *
     * @param named name of the library from the command line
     * @throws UserException if the library does not exist or does not support the device and precision, or the variable
     * that sets its threads is invalid
     */
    public EngineChoice choose(Optional<String> named) {
        OmpThreads.require(System.getenv());
        EngineLibrary dl4j = new Dl4j(execution);
        EngineFolder libtorch = new EngineFolder(EngineNames.LIBTORCH, folder.resolve(EngineNames.LIBTORCH));
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

    /** The packaged service is in {@code app}, its libraries are in {@code lib}. */
    private static Path besideService() {
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

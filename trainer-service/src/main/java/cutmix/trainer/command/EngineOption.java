package cutmix.trainer.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option for the library that computes the network. */
class EngineOption {

    @Option(
            names = "--engine",
            paramLabel = "dl4j|libtorch",
            description =
                    "The engine (default: CUTMIX_TRAINER_ENGINE, otherwise dl4j if it supports the device, otherwise libtorch).")
    String name;

    Optional<String> name() {
        return Optional.ofNullable(name);
    }
}

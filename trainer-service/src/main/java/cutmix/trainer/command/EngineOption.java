package cutmix.trainer.command;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which library computes the network. */
class EngineOption {

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "dl4j or libtorch: what computes the network (default: dl4j where it can serve the device).")
    String name;

    Optional<String> name() {
        return Optional.ofNullable(name);
    }
}

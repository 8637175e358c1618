package cutmix.process.option;

import picocli.CommandLine.Option;

/** The library that computes the network. */
public class EngineOption {

    @Option(
            names = "--engine",
            paramLabel = "dl4j|libtorch",
            description =
                    "The engine (default: CUTMIX_TRAINER_ENGINE, otherwise dl4j if it supports the device, otherwise"
                            + " libtorch).")
    private String engine;

    /** Null if the option is not given. */
    public String engine() {
        return engine;
    }
}

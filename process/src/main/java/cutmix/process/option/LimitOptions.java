package cutmix.process.option;

import picocli.CommandLine.Option;

/** The number of images that are loaded. */
public class LimitOptions {

    @Option(
            names = "--train-limit",
            paramLabel = "N",
            description = "Use only the first N training images (default: all; 2000 for sample).")
    private Integer trainLimit;

    @Option(
            names = "--test-limit",
            paramLabel = "N",
            description = "Use only the first N test images (default: all; 500 for sample).")
    private Integer testLimit;

    /** Null if the option is not given. */
    public Integer trainLimit() {
        return trainLimit;
    }

    /** Null if the option is not given. */
    public Integer testLimit() {
        return testLimit;
    }
}

package cutmix.process.option;

import picocli.CommandLine.Option;

/** Whether the loader waits for training. */
public class MaxEpochsAheadOption {

    @Option(
            names = "--max-epochs-ahead",
            paramLabel = "N",
            description =
                    "Write at most N epochs ahead of the slowest run, and let new topics retain only the epochs that this"
                            + " needs (default: write all epochs at once, and keep them).")
    private Integer maxEpochsAhead;

    /** Null if the option is not given: the loader does not wait. */
    public Integer maxEpochsAhead() {
        return maxEpochsAhead;
    }
}

package cutmix.process.option;

import picocli.CommandLine.Option;

/** The number of partitions of each image topic. */
public class PartitionsOption {

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "Number of partitions of each image topic; up to N augment workers can share the work"
                    + " (default: ${DEFAULT-VALUE}).")
    private int partitions = 4;

    public int partitions() {
        return partitions;
    }
}

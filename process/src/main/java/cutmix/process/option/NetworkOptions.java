package cutmix.process.option;

import picocli.CommandLine.Option;

/** The depth of the network, and the size of its batches. */
public class NetworkOptions {

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Number of layers of the ResNet, 6n+2 (default: ${DEFAULT-VALUE}).")
    private int depth = 20;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Number of samples in a batch (default: ${DEFAULT-VALUE}).")
    private int batchSize = 32;

    public int depth() {
        return depth;
    }

    public int batchSize() {
        return batchSize;
    }
}

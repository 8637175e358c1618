package cutmix.process.option;

import picocli.CommandLine.Option;

/** The images and classes of a dataset that another program writes: records of this size fit into new topics. */
public class RecordSizeOptions {

    @Option(
            names = "--image-size",
            paramLabel = "N",
            description = "Height and width of the images in pixels; the topics accept records of this size"
                    + " (default: ${DEFAULT-VALUE}).")
    private int imageSize = 32;

    @Option(
            names = "--classes",
            paramLabel = "N",
            description = "Greatest number of classes (default: ${DEFAULT-VALUE}).")
    private int classes = 100;

    public int imageSize() {
        return imageSize;
    }

    public int classes() {
        return classes;
    }
}

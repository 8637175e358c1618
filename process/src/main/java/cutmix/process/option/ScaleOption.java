package cutmix.process.option;

import picocli.CommandLine.Option;

/** The size to which image files are scaled. */
public class ScaleOption {

    /** The size if the option is not given. */
    public static final int USUAL = 32;

    @Option(
            names = "--image-size",
            paramLabel = "N",
            description = "Height and width in pixels that image files are scaled to (default: " + USUAL + ").")
    private Integer imageSize;

    /** Null if the option is not given. */
    public Integer imageSize() {
        return imageSize;
    }
}

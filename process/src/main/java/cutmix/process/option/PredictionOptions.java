package cutmix.process.option;

import picocli.CommandLine.Option;

/** How images are read for a prediction, and how it is printed. */
public class PredictionOptions {

    @Option(
            names = "--format",
            paramLabel = "text|json|csv",
            description =
                    "text: the three most likely classes; json: one object per line; csv: with a header line. json and"
                            + " csv have the probabilities of all classes in full precision (default: ${DEFAULT-VALUE}).")
    private String format = "text";

    @Option(
            names = "--image-size",
            paramLabel = "N",
            description = "Scale images to N x N pixels if a safetensors file does not state their size (default: 32).")
    private Integer imageSize;

    public String format() {
        return format;
    }

    /** Null if the option is not given. */
    public Integer imageSize() {
        return imageSize;
    }
}

package cutmix.process.option;

import picocli.CommandLine.Option;

/** Whether a network also predicts mirror images. */
public class MirroredOption {

    @Option(
            names = "--mirrored",
            description =
                    "Average the predictions for an image and its mirror image. This improves accuracy on photographs and"
                            + " takes twice the time.")
    private boolean mirrored;

    public boolean mirrored() {
        return mirrored;
    }
}

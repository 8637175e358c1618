package cutmix.trainer.command;

import picocli.CommandLine.Option;

/** The option to average predictions over mirror images. */
class MirroredOption {

    @Option(
            names = "--mirrored",
            description =
                    "Average the predictions for an image and its mirror image. This improves accuracy on photographs and "
                            + "takes twice the time.")
    boolean mirrored;
}

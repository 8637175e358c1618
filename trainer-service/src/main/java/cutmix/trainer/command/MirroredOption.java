package cutmix.trainer.command;

import picocli.CommandLine.Option;

/** Whether a network is asked of mirror images, too. */
class MirroredOption {

    @Option(
            names = "--mirrored",
            description = "Take the mean of what the network says of an image and of its mirror image: of "
                    + "photographs it tells more, in twice the time.")
    boolean mirrored;
}

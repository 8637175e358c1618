package cutmix.trainer;

import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.NetworkInput;
import cutmix.trainer.training.Classifier;
import picocli.CommandLine.Option;

/** Whether a network is asked of mirror images, too. */
class MirroredOption {

    @Option(
            names = "--mirrored",
            description = "Take the mean of what the network says of an image and of its mirror image: of "
                    + "photographs it tells more, in twice the time.")
    boolean mirrored;

    /** The network as it is asked. */
    Classifier classifier(Engine engine, NetworkInput input) {
        Classifier network = engine::probabilities;
        return mirrored ? network.mirrored(input) : network;
    }
}

package cutmix.trainer.prediction;

import java.nio.file.Path;

/** Prints what a network takes images for, one after the other. */
public interface PredictionPrinter {

    /** @param probabilities of the classes, in their order */
    void print(Path image, float[] probabilities);
}

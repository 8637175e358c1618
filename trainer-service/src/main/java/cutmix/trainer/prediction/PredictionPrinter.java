package cutmix.trainer.prediction;

import java.nio.file.Path;

/** Prints the predictions for images, one after the other. */
public interface PredictionPrinter {

    /** @param probabilities probabilities of the classes in their order */
    void print(Path image, float[] probabilities);
}

package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.library.EngineDescription;

/** Computes batches with a network. The network and its optimizer belong to Deeplearning4j. */
interface NetworkPass extends AutoCloseable {

    EngineDescription describe();

    /** Runs one step of the optimizer. */
    StepResult fit(Batch batch);

    /**
     * Computes the probabilities of the classes with the moving statistics.
     *
     * @param pixels unsigned bytes of shape {@code (size, height, width, channels)}
     * @return probabilities of shape {@code (size, classes)}
     */
    float[] probabilities(byte[] pixels, int size);

    /** Frees the memory of this pass; the network remains. */
    @Override
    void close();
}

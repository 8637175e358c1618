package cutmix.trainer.dl4j;

import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.engine.library.EngineDescription;

/** How batches go through a network; the network itself, with its optimizer, is Deeplearning4j's in any case. */
interface NetworkPass extends AutoCloseable {

    EngineDescription describe();

    /** One step of the optimizer. */
    StepResult fit(Batch batch);

    /**
     * The probabilities of the classes by the moving statistics.
     *
     * @param pixels unsigned bytes, // (size, height, width, channels)
     * @return // (size, classes)
     */
    float[] probabilities(byte[] pixels, int size);

    /** Gives back what the pass has taken; the network stays. */
    @Override
    void close();
}

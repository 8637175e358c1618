package cutmix.trainer.engine;

import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A network that can be trained, as the trainer knows it. One engine is one network; calls come from one thread.
 *
 * <p>Equal calls on equal engines give equal weights on the CPU, as long as the number of threads is equal.
 */
public interface Engine extends AutoCloseable {

    /** One line for the user: the library, its back end and device, and the kernels in use. */
    EngineDescription describe();

    /** One step of the optimizer. */
    StepResult fit(Batch batch);

    /** The same, but where the device is another than the CPU, it may still be at it. Whoever asks for no result has it go on. */
    default PendingStep begin(Batch batch) {
        return PendingStep.done(fit(batch));
    }

    /** What it makes of a batch without training, with the statistics of training in the normalisation. */
    Predictions evaluate(Batch batch);

    /**
     * The probabilities of the classes, with the statistics of training in the normalisation.
     *
     * @param pixels unsigned bytes, // (images, height, width, channels)
     * @return // (images, classes)
     */
    float[] probabilities(byte[] pixels, int images);

    /** The learning rate of the next step. */
    double learningRate();

    /** All parameters, for any engine; a copy. */
    NetworkWeights weights();

    /**
     * Whether all parameters, statistics and numbers of the optimizer are finite, which those of a training that has diverged are not.
     * It takes about as long as to copy them.
     */
    default boolean isFinite() {
        return weights().areFinite();
    }

    /** Writes network and optimizer as {@link EngineLibrary#restore} reads them, a zip file; the stream stays open. */
    void save(OutputStream out) throws IOException;

    @Override
    void close();
}

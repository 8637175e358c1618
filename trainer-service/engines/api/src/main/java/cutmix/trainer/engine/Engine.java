package cutmix.trainer.engine;

import cutmix.trainer.engine.library.EngineDescription;
import cutmix.trainer.engine.library.EngineLibrary;
import cutmix.trainer.engine.network.NetworkWeights;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A network that can be trained. All calls to an engine come from one thread.
 * <p>On the CPU, equal calls to equal engines give equal weights if the number of threads is the same.
 */
public interface Engine extends AutoCloseable {

    /** Describes the library, back end, device and kernels in use. */
    EngineDescription describe();

    /** Runs one step of the optimizer. */
    StepResult fit(Batch batch);

    /** Starts one step of the optimizer. On a GPU, the step may still be running when this method returns. */
    default PendingStep begin(Batch batch) {
        return PendingStep.done(fit(batch));
    }

    /** Predicts a batch without training. The normalization uses its running statistics. */
    Predictions evaluate(Batch batch);

    /**
     * Computes the probabilities of the classes. The normalization uses its running statistics.
     *
     * @param pixels unsigned bytes of shape {@code (images, height, width, channels)}
     * @return probabilities of shape {@code (images, classes)}
     */
    float[] probabilities(byte[] pixels, int images);

    /** Returns the learning rate of the next step. */
    double learningRate();

    /** Copies all parameters into the layout that every engine reads. */
    NetworkWeights weights();

    /**
     * Returns whether all parameters, statistics and optimizer moments are finite. They are not finite after training
     * has diverged. The check takes about as long as a copy.
     */
    default boolean isFinite() {
        return weights().areFinite();
    }

    /**
     * Writes the network and its optimizer as a zip file that {@link EngineLibrary#restore} reads; does not close the
     * stream.
     */
    void save(OutputStream out) throws IOException;

    @Override
    void close();
}

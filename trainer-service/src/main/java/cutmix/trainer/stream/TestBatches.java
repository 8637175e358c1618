package cutmix.trainer.stream;

import cutmix.trainer.engine.Batch;
import java.util.function.Consumer;

/** The test images in batches. Each reading returns the same images in the same order and the same batches. */
@FunctionalInterface
public interface TestBatches {

    /**
     * Passes the batches to an action, one after the other.
     *
     * @throws cutmix.schemas.failure.UserException if an image cannot be read, or the images have changed since the
     * first reading
     * @throws InterruptedException if this thread is interrupted while it waits for a batch
     */
    void forEach(Consumer<Batch> action) throws InterruptedException;
}

package cutmix.trainer.stream;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Batch;
import java.util.function.Consumer;

/**
 * Test images that are read from their topic for each evaluation, since they are too large to be kept in memory. A thread of its
 * own reads ahead of the evaluation.
 */
final class StreamedTestBatches implements TestBatches {

    private final TestTopicReader reading;
    private final long checksum;

    /**
     * Reads all images once, so that those that cannot be read are found before anything is trained.
     *
     * @throws UserException if an image cannot be read, unless that is allowed, or none can
     */
    StreamedTestBatches(TestTopicReader reading) throws InterruptedException {
        this.reading = reading;
        this.checksum = reading.read(batch -> {});
    }

    @Override
    public void forEach(Consumer<Batch> action) throws InterruptedException {
        if (reading.read(action) != checksum) {
            throw new UserException("topic " + reading.topic()
                    + ": the test images are not those that were there at the start; delete the topics, load again, and start"
                    + " the training anew with --fresh");
        }
    }
}

package cutmix.trainer.stream;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Batch;
import java.util.function.Consumer;

/**
 * Test images that are read from their topic for each evaluation because they do not fit into memory. A separate thread
 * reads ahead of the evaluation.
 */
final class StreamedTestBatches implements TestBatches {

    private final TestTopicReader reading;
    private final long checksum;

    /**
     * Reads all images once, so that unreadable ones are found before training starts.
     *
     * @throws UserException if all images are unreadable, or one is and unreadable records are not skipped
     */
    StreamedTestBatches(TestTopicReader reading) throws InterruptedException {
        this.reading = reading;
        this.checksum = reading.read(batch -> {});
    }

    @Override
    public void forEach(Consumer<Batch> action) throws InterruptedException {
        if (reading.read(action) != checksum) {
            throw new UserException("topic " + reading.topic()
                    + ": the test images have changed since the start; delete the topics, load again, and start the"
                    + " training again with --fresh");
        }
    }
}

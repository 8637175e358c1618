package cutmix.trainer.stream;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Batch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Reads the topic of test images repeatedly from the first image to the last.
 *
 * @param topic name of the topic, for errors
 * @param batches number of batches in one reading
 * @param stream starts a reading
 */
record TestTopicReader(String topic, int batches, Supplier<BatchStream> stream) {

    /**
     * Passes the batches to an action, one after the other.
     *
     * @return a checksum over all pixels and labels
     * @throws UserException if all images are unreadable, or one is and unreadable records are not skipped
     */
    long read(Consumer<Batch> action) throws InterruptedException {
        Checksum checksum = new Checksum();
        try (BatchStream reading = stream.get()) {
            for (int batch = 0; batch < batches; batch++) {
                reading.next().batch().ifPresent(read -> {
                    checksum.add(read);
                    action.accept(read);
                });
            }
        }
        if (checksum.empty) {
            throw new UserException("topic " + topic + ": no image can be read; delete the topics and load again");
        }
        return checksum.sum.getValue();
    }

    private static final class Checksum {

        private final CRC32C sum = new CRC32C();
        private boolean empty = true;

        void add(Batch batch) {
            empty = false;
            sum.update(batch.pixels());
            for (int sample = 0; sample < batch.size(); sample++) {
                int label = batch.heaviestClass(sample);
                sum.update(label);
                sum.update(label >> Byte.SIZE);
                sum.update(label >> 2 * Byte.SIZE);
            }
        }
    }
}

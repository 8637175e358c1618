package cutmix.trainer.stream;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Batch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Reads the topic of test images, from its first image to its last, as often as is wanted.
 *
 * @param topic is named in errors
 * @param batches in one reading
 * @param stream begins a reading
 */
record TestTopicReader(String topic, int batches, Supplier<BatchStream> stream) {

    /**
     * Hands on one batch after the other.
     *
     * @return a checksum over all pixels and labels
     * @throws UserException if an image cannot be read, unless that is allowed, or none can
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

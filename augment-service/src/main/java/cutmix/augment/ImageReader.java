package cutmix.augment;

import cutmix.schemas.LabeledImage;
import cutmix.schemas.RecordFormat;
import cutmix.schemas.UserException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads images from the records of the train topic.
 *
 * <p>Not thread-safe.
 */
final class ImageReader {

    private final Deserializer<LabeledImage> deserializer;

    /** @param format of the topic's values */
    ImageReader(RecordFormat format) {
        deserializer = format.deserializer(LabeledImage.class);
    }

    /**
     * @throws UserException if the value is not an image; names the topic, the partition and the offset
     */
    LabeledImage read(ConsumerRecord<byte[], byte[]> consumed) {
        try {
            return deserializer.deserialize(consumed.topic(), consumed.value());
        } catch (SerializationException e) {
            throw new UserException(
                    "topic " + consumed.topic() + ", partition " + consumed.partition() + ", offset "
                            + consumed.offset() + ": " + e.getMessage() + "; delete the topics and load again",
                    e);
        }
    }
}

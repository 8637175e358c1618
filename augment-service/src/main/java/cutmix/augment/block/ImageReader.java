package cutmix.augment.block;

import cutmix.schemas.LabeledImage;
import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.description.ImageCheck;
import cutmix.schemas.serde.RecordFormat;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Reads images from the records of the train topic.
 *
 * <p>Not thread-safe.
 */
public final class ImageReader {

    private final Deserializer<LabeledImage> deserializer;

    /** @param format format of the topic's values */
    public ImageReader(RecordFormat format) {
        deserializer = format.deserializer(LabeledImage.class);
    }

    /**
     * Reads a record, and checks that it is complete and contains the image that belongs at its offset.
     *
     * @throws cutmix.schemas.failure.UserException if a registry does not answer
     */
    public PlainRecord read(ConsumerRecord<byte[], byte[]> consumed, ImageCheck check) {
        try {
            check.checkOwn(consumed.headers());
            LabeledImage image = deserializer.deserialize(consumed.topic(), consumed.value());
            check.check(consumed.partition(), consumed.offset(), image);
            return new PlainRecord.Readable(image);
        } catch (SerializationException e) {
            return new PlainRecord.Unreadable(DeadLetter.of(consumed, e.getMessage()), consumed);
        }
    }
}

package cutmix.augment.block;

import cutmix.schemas.LabeledImage;
import cutmix.schemas.deadletter.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the train topic. */
public sealed interface PlainRecord {

    /** A record with the image that belongs at its offset. */
    record Readable(LabeledImage image) implements PlainRecord {}

    /**
     * A record that cannot be read, or does not belong at its offset.
     *
     * @param letter place of the record, and the reason why it is unreadable
     */
    record Unreadable(DeadLetter letter, ConsumerRecord<byte[], byte[]> consumed) implements PlainRecord {}
}

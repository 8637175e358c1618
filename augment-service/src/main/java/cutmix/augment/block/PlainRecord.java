package cutmix.augment.block;

import cutmix.schemas.LabeledImage;
import cutmix.schemas.deadletter.DeadLetter;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What lies at an offset of the train topic. */
public sealed interface PlainRecord {

    /** The image that belongs there. */
    record Readable(LabeledImage image) implements PlainRecord {}

    /**
     * Something else.
     *
     * @param letter where it lies, and what is wrong with it
     */
    record Unreadable(DeadLetter letter, ConsumerRecord<byte[], byte[]> consumed) implements PlainRecord {}
}

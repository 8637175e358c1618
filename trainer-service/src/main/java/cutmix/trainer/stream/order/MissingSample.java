package cutmix.trainer.stream.order;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.order.SamplePosition;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A position whose sample is missing.
 *
 * @param letter the record of the sample, or the plain record from which the sample should have been mixed
 * @param consumed the record at the sample's place
 */
record MissingSample(SamplePosition at, DeadLetter letter, ConsumerRecord<byte[], byte[]> consumed) implements Sample {

    @Override
    public int bytes() {
        return consumed.value() == null ? 0 : consumed.value().length;
    }
}

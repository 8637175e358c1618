package cutmix.trainer.stream.order;

import cutmix.schemas.deadletter.DeadLetter;
import cutmix.schemas.order.SamplePosition;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A position whose sample cannot be had.
 *
 * @param letter the record that should have held it, or what it would have been made from
 * @param consumed what lies there instead
 */
record MissingSample(SamplePosition at, DeadLetter letter, ConsumerRecord<byte[], byte[]> consumed) implements Sample {

    @Override
    public int bytes() {
        return consumed.value() == null ? 0 : consumed.value().length;
    }
}

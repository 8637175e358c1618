package cutmix.schemas.deadletter;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The position of a record, by which an unreadable record is recognized when it is read again. */
record RecordPosition(String topic, int partition, long offset) {

    static RecordPosition of(ConsumerRecord<?, ?> consumed) {
        return new RecordPosition(consumed.topic(), consumed.partition(), consumed.offset());
    }

    static RecordPosition of(DeadLetter letter) {
        return new RecordPosition(letter.topic(), letter.partition(), letter.offset());
    }
}

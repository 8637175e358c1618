package cutmix.augment.kafka;

import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer whose topic can be recreated, so that its offsets start again. */
final class ReplacedTopic extends MockProducer<byte[], byte[]> {

    private boolean beginsAgain;

    ReplacedTopic() {
        super(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void beginAgain() {
        beginsAgain = true;
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent, Callback callback) {
        return super.send(
                sent,
                (metadata, failure) -> callback.onCompletion(
                        beginsAgain
                                ? new RecordMetadata(
                                        new TopicPartition(metadata.topic(), metadata.partition()), 0, 0, -1, 0, 0)
                                : metadata,
                        failure));
    }
}

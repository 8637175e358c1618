package cutmix.local;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.EpochMetricsJson;
import cutmix.schemas.ReadToEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the metrics topic holds of some runs. */
public final class RunMetrics {

    private static final Duration POLL = Duration.ofMillis(200);

    private RunMetrics() {}

    /** The epochs of these runs, in the topic's order. */
    public static List<EpochMetrics> read(String bootstrapServers, Collection<String> runs) {
        Brokers brokers = new Brokers(bootstrapServers, System.getenv());
        TopicPartition partition = new TopicPartition(brokers.topics().metrics(), 0);
        List<EpochMetrics> found = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                ReadToEnd.config(brokers.clientConfig()), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> consumed : consumer.poll(POLL)) {
                    if (runs.contains(consumed.key())) {
                        found.add(EpochMetricsJson.read(consumed.value()));
                    }
                }
            }
        }
        return found;
    }
}

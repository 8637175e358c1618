package cutmix.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The metrics topic, read as any tool should: as JSON, of transactions that are committed. */
final class MetricsLog {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MetricsLog() {}

    /** All records of a run. */
    static List<JsonNode> of(String bootstrapServers, String run) throws JsonProcessingException {
        return of(bootstrapServers, "", run);
    }

    /** @param prefix of the topics */
    static List<JsonNode> of(String bootstrapServers, String prefix, String run) throws JsonProcessingException {
        TopicPartition partition = new TopicPartition(prefix + "training.metrics", 0);
        List<JsonNode> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                // Without what a killed trainer had under way, and the next one aborted.
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> consumed : consumer.poll(Duration.ofMillis(100))) {
                    if (consumed.key().equals(run)) {
                        records.add(JSON.readTree(consumed.value()));
                    }
                }
            }
        }
        return records;
    }
}

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.metrics.EpochMetricsJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Prints the metrics of all training runs: a line for each epoch of each run. See docs/guide/java.md. */
public final class ReadMetrics {

    private static final Duration POLL = Duration.ofMillis(250);

    private ReadMetrics() {}

    /** @param arguments the address of a broker */
    public static void main(String[] arguments) {
        String prefix = System.getenv().getOrDefault(EnvironmentVariables.TOPIC_PREFIX, "");
        for (EpochMetrics epoch : read(arguments[0], new Topics(prefix).metrics())) {
            System.out.printf(
                    Locale.ROOT,
                    "%s (id %s), epoch %d of %d: loss %.4f, test accuracy %.2f%%%n",
                    epoch.getRun(),
                    epoch.getRunId(),
                    epoch.getEpoch(),
                    epoch.getEpochs(),
                    epoch.getLoss(),
                    100 * epoch.getValAccuracy());
        }
    }

    /** Returns the current records of the topic in the order of their publication. */
    private static List<EpochMetrics> read(String brokers, String topic) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                // Excludes aborted records of trainers that lost their run while they published.
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        TopicPartition partition = new TopicPartition(topic, 0);
        List<EpochMetrics> epochs = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> message : consumer.poll(POLL)) {
                    epochs.add(EpochMetricsJson.read(message.value()));
                }
            }
        }
        return epochs;
    }
}

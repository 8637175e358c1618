package cutmix.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class MetricsReaderTest {

    private static final String TOPIC = "training.metrics";

    private final List<String> lookups = new ArrayList<>();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest") {
        @Override
        public synchronized List<PartitionInfo> partitionsFor(String topic, Duration timeout) {
            lookups.add(topic);
            return super.partitionsFor(topic, timeout);
        }
    };

    @Test
    void the_partitions_of_a_topic_that_exists_are_looked_up_once() throws Exception {
        // Given
        partitions(1);
        // When
        try (MetricsReader reader = reader()) {
            reader.awaitTopic(Duration.ofMinutes(1), line -> {});
        }
        // Then
        assertThat(lookups).containsExactly(TOPIC);
    }

    @Test
    void a_topic_with_several_partitions_is_refused() {
        // Given
        partitions(2);
        // Then
        try (MetricsReader reader = reader()) {
            assertThatThrownBy(() -> reader.awaitTopic(Duration.ZERO, line -> {}))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("has 2 partitions, not 1");
        }
    }

    @Test
    void a_topic_that_does_not_exist_is_refused() {
        // Given
        partitions(0);
        // Then
        try (MetricsReader reader = reader()) {
            assertThatThrownBy(() -> reader.awaitTopic(Duration.ZERO, line -> {}))
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("does not exist");
        }
    }

    private MetricsReader reader() {
        return new MetricsReader(consumer, "localhost:9092", TOPIC, Duration.ofSeconds(1), line -> {});
    }

    private void partitions(int count) {
        List<PartitionInfo> partitions = new ArrayList<>();
        for (int partition = 0; partition < count; partition++) {
            partitions.add(new PartitionInfo(TOPIC, partition, Node.noNode(), new Node[0], new Node[0]));
        }
        consumer.updatePartitions(TOPIC, partitions);
    }
}

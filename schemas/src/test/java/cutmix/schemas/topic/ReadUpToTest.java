package cutmix.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReadUpToTest {

    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
    private final List<String> read = new ArrayList<>();

    @BeforeEach
    void three_records() {
        Node node = new Node(1, "localhost", 1);
        consumer.updatePartitions("letters", List.of(new PartitionInfo("letters", 0, node, new Node[0], new Node[0])));
        consumer.assign(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 3L));
        consumer.seek(PARTITION, 0);
    }

    @Test
    void all_records_below_the_offset_are_read() {
        // Given
        add(0, "a");
        add(1, "b");
        add(2, "c");

        // When
        readUpTo(3);

        // Then
        assertThat(read).containsExactly("a", "b", "c");
    }

    @Test
    void a_topic_that_has_fewer_records_now_is_not_awaited() {
        // Given: a topic that was recreated after the request for its end
        add(0, "a");
        consumer.updateEndOffsets(Map.of(PARTITION, 1L));

        // When, Then
        assertThatThrownBy(() -> readUpTo(3))
                .isInstanceOf(UserException.class)
                .hasMessage("topic letters was deleted, or created again, while partition 0 was read up to offset 3:"
                        + " start again");
        assertThat(read).containsExactly("a");
    }

    @Test
    void nor_is_one_that_is_gone() {
        // Given
        consumer.updatePartitions("letters", List.of());

        // When, Then
        assertThatThrownBy(() -> readUpTo(3)).isInstanceOf(UserException.class);
    }

    @Test
    void records_that_come_late_are_awaited() {
        // Given: polls without a record, for longer than the timeout
        add(0, "a");
        long late = System.nanoTime() + SHORT.multipliedBy(4).toNanos();

        // When
        ReadUpTo.end(consumer, PARTITION, 3, SHORT, () -> {
            poll();
            if (read.size() == 1 && System.nanoTime() > late) {
                add(1, "b");
                add(2, "c");
            }
        });

        // Then
        assertThat(read).containsExactly("a", "b", "c");
    }

    private void add(long offset, String value) {
        consumer.addRecord(new ConsumerRecord<>("letters", 0, offset, "key", value));
    }

    private void readUpTo(long end) {
        ReadUpTo.end(consumer, PARTITION, end, SHORT, this::poll);
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(1)).forEach(record -> read.add(record.value()));
    }
}

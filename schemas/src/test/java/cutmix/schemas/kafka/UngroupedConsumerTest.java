package cutmix.schemas.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

class UngroupedConsumerTest {

    private static final Map<String, Object> CLIENT =
            Map.of("bootstrap.servers", "localhost:9", "group.id", "services", "enable.auto.commit", "true");

    @Test
    void it_has_no_group_and_commits_and_creates_nothing() {
        // Given
        Map<String, Object> client = new HashMap<>(CLIENT);

        // When
        Map<String, Object> config = UngroupedConsumer.of(client).config();

        // Then
        assertThat(config)
                .containsEntry("bootstrap.servers", "localhost:9")
                .containsEntry("enable.auto.commit", false)
                .containsEntry("allow.auto.create.topics", false)
                .containsEntry("auto.offset.reset", "earliest")
                .containsEntry("isolation.level", "read_committed")
                .doesNotContainKeys("group.id", "fetch.max.wait.ms");
        assertThat(client).isEqualTo(CLIENT);
    }

    @Test
    void its_reader_may_choose_how_it_closes_and_what_a_missing_offset_is() {
        assertThat(UngroupedConsumer.of(CLIENT)
                        .closingAtOnce()
                        .failingAtMissingOffsets()
                        .with("max.poll.records", 7)
                        .config())
                .containsEntry("fetch.max.wait.ms", 20)
                .containsEntry("auto.offset.reset", "none")
                .containsEntry("max.poll.records", 7);
    }

    @Test
    void kafka_takes_its_properties() {
        try (KafkaConsumer<byte[], byte[]> consumer =
                UngroupedConsumer.of(CLIENT).closingAtOnce().create()) {
            assertThat(consumer.assignment()).isEmpty();
        }
    }
}

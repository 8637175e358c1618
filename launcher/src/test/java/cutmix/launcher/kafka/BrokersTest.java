package cutmix.launcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

class BrokersTest {

    @Test
    void a_prefix_that_no_topic_can_have_is_refused_before_anything_connects() {
        assertThatThrownBy(() -> brokers("bad prefix/").checkSettings())
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("CUTMIX_TOPIC_PREFIX 'bad prefix/' ");
        assertThatCode(() -> brokers("mine.").checkSettings()).doesNotThrowAnyException();
    }

    @Test
    void an_interrupted_wait_for_a_topic_ends_as_an_interruption() {
        // Given
        Brokers nobody = new Brokers("localhost:1", Map.of());
        try (KafkaConsumer<byte[], byte[]> consumer = nobody.consumer().create()) {
            // When
            Thread.currentThread().interrupt();
            // Then
            assertThatThrownBy(() -> nobody.awaitTopic(consumer, "topic", Duration.ZERO, line -> {}))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    private static Brokers brokers(String prefix) {
        return new Brokers("localhost:9092", Map.of("CUTMIX_TOPIC_PREFIX", prefix));
    }
}

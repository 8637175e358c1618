package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class MetricsTopicTest {

    private static final String CHANNEL = "mp.messaging.outgoing.training-metrics.";

    @Test
    void an_epoch_that_is_sent_again_since_its_answer_was_lost_is_there_once() throws Exception {
        // Given: the channel's settings, where SmallRye's defaults stand in for Kafka's
        Map<String, Object> settings = new HashMap<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "localhost:9092",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                StringSerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "1"));
        new PropertiesConfigSource(MetricsTopicTest.class.getResource("/application.properties"))
                .getProperties()
                .forEach((key, value) -> {
                    if (key.startsWith(CHANNEL)
                            && ProducerConfig.configNames().contains(key.substring(CHANNEL.length()))) {
                        settings.put(key.substring(CHANNEL.length()), value);
                    }
                });

        // When
        ProducerConfig producer = new ProducerConfig(settings);

        // Then
        assertThat(producer.getBoolean(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG))
                .isTrue();
        assertThat(producer.getString(ProducerConfig.ACKS_CONFIG)).isEqualTo("-1");
    }
}

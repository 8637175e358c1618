package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
import cutmix.trainer.training.Plans;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.reactive.messaging.kafka.Record;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MetricsTopicTest {

    /** @param answer of the brokers */
    private record SilentEmitter(CompletableFuture<Void> answer) implements Emitter<Record<String, String>> {

        @Override
        public CompletionStage<Void> send(Record<String, String> record) {
            return answer;
        }

        @Override
        public <M extends Message<? extends Record<String, String>>> void send(M message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void complete() {}

        @Override
        public void error(Exception failure) {}

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }

    private static final String CHANNEL = "mp.messaging.outgoing.training-metrics.";

    @Test
    @Timeout(20)
    void whoever_is_told_to_end_does_not_wait_for_brokers() {
        // Given: brokers that never answer
        CompletableFuture<Void> answer = new CompletableFuture<>();
        MetricsTopic topic = new MetricsTopic(new SilentEmitter(answer), "mine.training.metrics");

        // When
        Thread.currentThread().interrupt();
        topic.publish(Plans.metrics(1));

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answer).isNotDone();
    }

    @Test
    void metrics_that_are_too_large_for_their_topic_are_named_with_the_setting() {
        // Given
        CompletableFuture<Void> answer = CompletableFuture.failedFuture(
                new RecordTooLargeException("The request included a message larger than the max message size"));
        MetricsTopic topic = new MetricsTopic(new SilentEmitter(answer), "mine.training.metrics");

        // When, Then
        assertThatThrownBy(() -> topic.publish(Plans.metrics(1)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("topic mine.training.metrics, partition 0: a record of ")
                .hasMessageContaining("--entity-name mine.training.metrics --add-config max.message.bytes=");
    }

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

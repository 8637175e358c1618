package cutmix.schemas.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.serde.RecordFormat;
import cutmix.support.BrokerExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatasetInfoTopicIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @Test
    void a_description_written_through_a_registry_is_no_dead_letter() throws Exception {
        // Given: the frame of a value of schema 1
        Topics topics = created("registry.", new byte[] {0, 0, 0, 0, 1, 42, 42});

        // When
        try (DatasetInfoTopic topic = open(topics)) {
            assertThatThrownBy(topic::newest)
                    .isInstanceOf(SettingException.class)
                    .hasMessage("topic registry.dataset.info, partition 0, offset 0: a value of 7 bytes begins with the"
                            + " id of a schema: it was written through a schema registry; set CUTMIX_REGISTRY_URL");
        }

        // Then
        assertThat(deadLetters(topics)).isZero();
    }

    @Test
    void a_damaged_description_is_a_dead_letter() throws Exception {
        // Given
        Topics topics = created("damaged.", new byte[] {1, 2, 3});

        // When
        try (DatasetInfoTopic topic = open(topics)) {
            assertThatThrownBy(topic::newest)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining("the record is kept in topic damaged.dead.letters");
        }

        // Then
        assertThat(deadLetters(topics)).isPositive();
    }

    private static DatasetInfoTopic open(Topics topics) {
        return new DatasetInfoTopic(client(), topics, TIMEOUT, RecordFormat.of(client()));
    }

    private static Topics created(String prefix, byte[] description) throws Exception {
        Topics topics = new Topics(prefix);
        try (Admin admin = Admin.create(client());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(
                            new NewTopic(topics.datasetInfo(), Optional.of(1), Optional.empty()),
                            new NewTopic(topics.deadLetters(), Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            producer.send(new ProducerRecord<>(topics.datasetInfo(), description))
                    .get();
        }
        return topics;
    }

    private static long deadLetters(Topics topics) throws Exception {
        TopicPartition partition = new TopicPartition(topics.deadLetters(), 0);
        try (Admin admin = Admin.create(client())) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", BROKER.bootstrapServers());
    }
}

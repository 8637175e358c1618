package cutmix.faults.pipeline;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.description.DatasetInfoTopic;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.serde.RecordFormat;
import cutmix.support.TopicChanges;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics and groups of a pipeline, with changes that a user makes with Kafka's tools. */
public record PipelineTopics(String brokers, Topics topics, Admin admin) {

    public void deleteAll() throws Exception {
        TopicChanges.delete(
                brokers,
                List.of(
                        topics.datasetInfo(),
                        topics.trainImages(),
                        topics.testImages(),
                        topics.mixedImages(),
                        topics.metrics(),
                        topics.steps(),
                        topics.deadLetters()));
    }

    /** All topics except those about runs. */
    public void deleteDataset() throws Exception {
        TopicChanges.delete(
                brokers,
                List.of(topics.datasetInfo(), topics.trainImages(), topics.testImages(), topics.mixedImages()));
    }

    public void deleteMixed() throws Exception {
        TopicChanges.delete(brokers, List.of(topics.mixedImages()));
    }

    public boolean hasMixed() throws Exception {
        return admin.listTopics().names().get().contains(topics.mixedImages());
    }

    /** Waits until the workers' group is empty, and deletes it with its offsets. */
    public void deleteOffsets() {
        ServicePipeline.await(() -> {
            try {
                admin.deleteConsumerGroups(List.of(topics.prefix() + "cutmix-augment"))
                        .all()
                        .get();
                return true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof GroupNotEmptyException) {
                    return false;
                }
                throw e;
            }
        });
    }

    /** Removes the records of all partitions of the mixed topic below an offset. */
    public void removeMixed(long below) throws Exception {
        TopicChanges.removeRecords(brokers, topics.mixedImages(), ServicePipeline.PARTITIONS, below);
    }

    /** Increases the partitions of all image topics to this number, and writes a record to the last ones. */
    public void alterPartitions(int count) throws Exception {
        TopicChanges.addPartitions(brokers, topics.imageTopics(), count);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new ByteArraySerializer(), new ByteArraySerializer())) {
            byte[] value = "whatever".getBytes(StandardCharsets.UTF_8);
            for (String topic : topics.imageTopics()) {
                producer.send(new ProducerRecord<>(topic, count - 1, null, value))
                        .get();
            }
        }
    }

    /** The current description of the dataset. */
    public DatasetIdentity loaded() {
        Map<String, Object> client = Map.of("bootstrap.servers", brokers);
        try (DatasetInfoTopic topic =
                new DatasetInfoTopic(client, topics, Duration.ofSeconds(10), RecordFormat.of(client))) {
            DatasetInfo info = topic.newest().orElseThrow();
            return DatasetIdentity.of(info);
        }
    }
}

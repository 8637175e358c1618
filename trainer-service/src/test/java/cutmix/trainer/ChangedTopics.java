package cutmix.trainer;

import cutmix.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** What people do to topics. */
record ChangedTopics(String bootstrapServers, Topics topics) {

    /** Deletes topics, and waits until the brokers know them no more. */
    void delete(List<String> names) throws Exception {
        try (Admin admin = admin()) {
            admin.deleteTopics(names).all().get();
            while (admin.listTopics().names().get().stream().anyMatch(names::contains)) {
                Thread.onSpinWait();
            }
        }
    }

    void deleteAll() throws Exception {
        delete(List.of(
                topics.datasetInfo(),
                topics.trainImages(),
                topics.testImages(),
                topics.mixedImages(),
                topics.metrics(),
                topics.steps(),
                topics.deadLetters()));
    }

    /** Adds partitions to the image topics until they have so many. */
    void addPartitions(int count) throws Exception {
        try (Admin admin = admin()) {
            admin.createPartitions(topics.imageTopics().stream()
                            .collect(Collectors.toMap(topic -> topic, any -> NewPartitions.increaseTo(count))))
                    .all()
                    .get();
        }
    }

    /** Removes the records of all partitions of the mixed topic below an offset. */
    void removeMixed(int partitions, long below) throws Exception {
        Map<TopicPartition, RecordsToDelete> removed = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topics.mixedImages(), partition))
                .collect(Collectors.toMap(partition -> partition, any -> RecordsToDelete.beforeOffset(below)));
        try (Admin admin = admin()) {
            admin.deleteRecords(removed).all().get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }
}

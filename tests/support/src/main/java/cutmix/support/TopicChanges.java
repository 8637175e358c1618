package cutmix.support;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** Changes topics as a user does with Kafka's tools. */
public final class TopicChanges {

    private TopicChanges() {}

    /** Deletes topics, and waits until the brokers no longer list them. */
    public static void delete(String brokers, Collection<String> topics) throws Exception {
        try (Admin admin = admin(brokers)) {
            admin.deleteTopics(topics).all().get();
            while (admin.listTopics().names().get().stream().anyMatch(topics::contains)) {
                Thread.onSpinWait();
            }
        }
    }

    /** Adds partitions to topics up to this number. */
    public static void addPartitions(String brokers, Collection<String> topics, int count) throws Exception {
        try (Admin admin = admin(brokers)) {
            admin.createPartitions(topics.stream()
                            .collect(Collectors.toMap(Function.identity(), any -> NewPartitions.increaseTo(count))))
                    .all()
                    .get();
        }
    }

    /** Removes the records below an offset from the first partitions of a topic. */
    public static void removeRecords(String brokers, String topic, int partitions, long below) throws Exception {
        Map<TopicPartition, RecordsToDelete> removed = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), any -> RecordsToDelete.beforeOffset(below)));
        try (Admin admin = admin(brokers)) {
            admin.deleteRecords(removed).all().get();
        }
    }

    private static Admin admin(String brokers) {
        return Admin.create(Map.of("bootstrap.servers", brokers));
    }
}

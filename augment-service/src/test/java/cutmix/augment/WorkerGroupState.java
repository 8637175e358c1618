package cutmix.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/**
 * The consumer group of the workers.
 *
 * @param topic of the training images, which the group reads
 */
record WorkerGroupState(String brokers, String name, String topic) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    boolean isStable() throws Exception {
        try (Admin admin = admin()) {
            return admin
                    .listGroups(ListGroupsOptions.forConsumerGroups().inGroupStates(Set.of(GroupState.STABLE)))
                    .all()
                    .get()
                    .stream()
                    .anyMatch(group -> group.groupId().equals(name));
        }
    }

    /** Returns the number of workers that have partitions. */
    long workers() throws Exception {
        try (Admin admin = admin()) {
            return admin.describeConsumerGroups(List.of(name)).all().get().get(name).members().stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .count();
        }
    }

    /** Returns the committed offsets of the partitions of the train topic. */
    Map<Integer, Long> committed() throws Exception {
        Map<Integer, Long> committed = new TreeMap<>();
        try (Admin admin = admin()) {
            admin.listConsumerGroupOffsets(name)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> committed.put(partition.partition(), offset.offset()));
        }
        return committed;
    }

    /** Waits until workers have committed the ends of these epochs. */
    void awaitCommitted(RandomSamples samples, int epochs) {
        Map<Integer, Long> ends = new TreeMap<>();
        for (int partition = 0; partition < samples.dataset().getPartitions(); partition++) {
            ends.put(partition, samples.layout().endOffset(partition, epochs));
        }
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(committed())
                .isEqualTo(ends));
    }

    void commit(int partition, long offset) throws Exception {
        TopicPartition train = new TopicPartition(topic, partition);
        try (Admin admin = admin()) {
            admin.alterConsumerGroupOffsets(name, Map.of(train, new OffsetAndMetadata(offset)))
                    .all()
                    .get();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", brokers));
    }
}

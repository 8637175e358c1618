package cutmix.trainer.page.topics;

import cutmix.schemas.kafka.ConsumerGroups;
import cutmix.schemas.kafka.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The consumer group of the augment workers.
 *
 * @param admin queries the brokers; failures are thrown as {@link KafkaException}
 */
record AugmentGroup(Admin admin, Topics topics) {

    private String name() {
        return new ConsumerGroups(topics).augment();
    }

    /** Returns the number of workers in the group. */
    int workers() {
        try {
            return await(admin.describeConsumerGroups(List.of(name())).all())
                    .get(name())
                    .members()
                    .size();
        } catch (GroupIdNotFoundException e) {
            return 0;
        }
    }

    /** Returns the number of plain samples that no worker has mixed yet. */
    long lag() {
        List<TopicPartition> partitions = await(
                        admin.describeTopics(List.of(topics.trainImages())).allTopicNames())
                .get(topics.trainImages())
                .partitions()
                .stream()
                .map(partition -> new TopicPartition(topics.trainImages(), partition.partition()))
                .toList();
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        Map<TopicPartition, Long> starts = offsets(partitions, OffsetSpec.earliest());
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        return partitions.stream()
                .mapToLong(partition -> {
                    OffsetAndMetadata next = committed.get(partition);
                    long from = next == null ? starts.get(partition) : next.offset();
                    return Math.max(0, ends.get(partition) - from);
                })
                .sum();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() {
        try {
            return await(admin.listConsumerGroupOffsets(name()).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        return await(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    /** Waits for the result. */
    static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}

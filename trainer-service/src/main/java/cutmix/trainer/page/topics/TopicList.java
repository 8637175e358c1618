package cutmix.trainer.page.topics;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics of the brokers.
 *
 * @param admin queries the brokers; failures are thrown as {@link org.apache.kafka.common.KafkaException}
 */
record TopicList(Admin admin) {

    Set<String> names() {
        return AugmentGroup.await(admin.listTopics().names());
    }

    /**
     * Returns the times of the newest records in the first partitions of these topics, in milliseconds since 1970; -1
     * for an empty topic.
     */
    Map<String, Long> newest(Set<String> topics) {
        Map<TopicPartition, OffsetSpec> asked = topics.stream()
                .collect(Collectors.toMap(topic -> new TopicPartition(topic, 0), any -> OffsetSpec.maxTimestamp()));
        return AugmentGroup.await(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(found -> found.getKey().topic(), found -> found.getValue()
                        .timestamp()));
    }
}

package cutmix.loader.kafka;

import cutmix.loader.log.EpochRetention;
import cutmix.loader.log.ImagePartitions;
import cutmix.schemas.Topics;
import cutmix.schemas.UserException;
import cutmix.schemas.lease.LeaseTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * Makes the topics of the pipeline.
 *
 * @param replicationFactor of new topics; the broker's default where empty
 * @param delivery the age from which the brokers refuse a record that a loader writes: see {@link LeaseTimes}
 */
public record TopicSetup(Brokers brokers, Topics topics, Optional<Short> replicationFactor, Duration delivery) {

    private static final Map<String, String> KEPT_FOREVER = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    private static final Map<String, String> COMPACTED =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    /** Some 50,000 records: what the live page reads again whenever somebody opens it. */
    private static final Map<String, String> SOME_DAYS = Map.of(
            TopicConfig.RETENTION_MS_CONFIG, String.valueOf(Duration.ofDays(7).toMillis()),
            TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(16 << 20),
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(4 << 20));

    /**
     * Creates the topics that are missing.
     *
     * @param partitions of the image topics
     * @param retention what to keep of training images, plain and mixed; all of them where empty. Test images are kept for ever
     * @return the partitions that the image topics have
     * @throws UserException if an image topic is compacted, or another one is there with more than one partition
     */
    public ImagePartitions create(int partitions, Optional<EpochRetention> retention) {
        Map<String, NewTopic> wanted =
                wanted(partitions, retention).stream().collect(Collectors.toMap(NewTopic::name, Function.identity()));
        try (Admin admin = brokers.admin()) {
            List<String> existing = new ArrayList<>();
            admin.createTopics(wanted.values()).values().forEach((topic, created) -> {
                if (exists(created)) {
                    existing.add(topic);
                }
            });
            new CleanupPolicies(brokers, admin)
                    .requireUncompacted(existing.stream()
                            .filter(topics.imageTopics()::contains)
                            .toList());
            Map<String, Integer> images = new TreeMap<>();
            topics.imageTopics().forEach(topic -> images.put(topic, partitions));
            brokers.await(admin.describeTopics(existing).allTopicNames())
                    .values()
                    .forEach(found -> {
                        int count = found.partitions().size();
                        if (images.replace(found.name(), count) == null) {
                            checkPartitions(found.name(), count, wanted.get(found.name()));
                        }
                    });
            return new ImagePartitions(images, brokers.address());
        }
    }

    private List<NewTopic> wanted(int partitions, Optional<EpochRetention> retention) {
        List<NewTopic> wanted = new ArrayList<>();
        wanted.add(topic(topics.datasetInfo(), 1, written(COMPACTED)));
        wanted.add(topic(topics.metrics(), 1, KEPT_FOREVER));
        wanted.add(topic(topics.steps(), 1, SOME_DAYS));
        wanted.add(topic(topics.deadLetters(), 1, KEPT_FOREVER));
        Map<String, String> plain = retention
                .map(kept -> bounded(kept.plainBytes(), kept.plainSegment()))
                .orElse(KEPT_FOREVER);
        wanted.add(topic(topics.trainImages(), partitions, written(plain)));
        wanted.add(topic(topics.testImages(), partitions, written(KEPT_FOREVER)));
        Map<String, String> mixed = retention
                .map(kept -> bounded(kept.mixedBytes(), kept.mixedSegment()))
                .orElse(KEPT_FOREVER);
        wanted.add(topic(topics.mixedImages(), partitions, mixed));
        return wanted;
    }

    private static Map<String, String> bounded(long bytes, long segment) {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG, "-1",
                TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(bytes),
                TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(segment));
    }

    /** For a topic that the loader writes. */
    private Map<String, String> written(Map<String, String> config) {
        Map<String, String> refusing = new HashMap<>(config);
        refusing.put(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, String.valueOf(delivery.toMillis()));
        return refusing;
    }

    private NewTopic topic(String name, int partitions, Map<String, String> config) {
        return new NewTopic(name, Optional.of(partitions), replicationFactor).configs(config);
    }

    private boolean exists(KafkaFuture<Void> created) {
        try {
            created.get();
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return true;
            }
            throw brokers.failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while topics were made: run again to go on", e);
        }
    }

    private void checkPartitions(String topic, int count, NewTopic wanted) {
        if (count != wanted.numPartitions()) {
            throw new UserException("topic " + topic + " at " + brokers.address() + " has " + count
                    + " partitions, not " + wanted.numPartitions()
                    + ": use CUTMIX_TOPIC_PREFIX for other topics, or delete it");
        }
    }
}

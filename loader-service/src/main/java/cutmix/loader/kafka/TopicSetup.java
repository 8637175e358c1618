package cutmix.loader.kafka;

import cutmix.loader.kafka.creation.TopicCreation;
import cutmix.loader.log.EpochRetention;
import cutmix.loader.log.ImagePartitions;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.LeaseTimes;
import cutmix.schemas.size.RecordLimits;
import cutmix.schemas.size.RecordSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Creates the topics of the pipeline.
 *
 * @param own the user's settings of new topics
 * @param delivery the age at which the brokers refuse a loader's record (see {@link LeaseTimes})
 * @param notices receives a line for each setting that the brokers refuse, and for each weaker setting of an existing
 *     topic
 */
public record TopicSetup(
        LoaderBrokers brokers, Topics topics, OwnTopicSettings own, Duration delivery, Consumer<String> notices) {

    private static final Map<String, String> KEPT_FOREVER = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
    private static final Map<String, String> COMPACTED =
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    /** About 50,000 records, which the live page reads each time a user opens it. */
    private static final Map<String, String> SOME_DAYS = Map.of(
            TopicConfig.RETENTION_MS_CONFIG, String.valueOf(Duration.ofDays(7).toMillis()),
            TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(16 << 20),
            TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(4 << 20));

    /** The size of a dead letter's headers: its position, and why it cannot be read. */
    private static final int HEADERS = 4 << 10;

    /**
     * Creates the missing topics.
     *
     * @param partitions partitions of the image topics
     * @param retention how many plain and mixed training images to keep; empty for all. Test images are never removed
     * @param sizes the sizes of their records
     * @return the partitions of the image topics
     * @throws UserException if an image topic is compacted, another topic has more than one partition, or a topic
     *     accepts only smaller records
     */
    public ImagePartitions create(int partitions, Optional<EpochRetention> retention, TopicSizes sizes) {
        RecordLimits limits = limits(sizes);
        Map<String, NewTopic> wanted = wanted(partitions, retention, sizes).stream()
                .collect(Collectors.toMap(NewTopic::name, Function.identity()));
        try (Admin admin = brokers.admin()) {
            TopicCreation.Result result = createMissing(admin, wanted.values());
            List<String> existing = result.existing();
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
            List<String> withOtherLimits = new ArrayList<>(existing);
            withOtherLimits.addAll(result.reduced());
            limits.check(admin, withOtherLimits, brokers.address(), brokers.timeout());
            warn(admin, wanted.keySet(), result.reduced());
            return new ImagePartitions(images, brokers.address());
        }
    }

    /** Checks new topics, too, because they use the brokers' defaults. The user already knows of reduced topics. */
    private void warn(Admin admin, Collection<String> all, Collection<String> reduced) {
        List<String> looked =
                all.stream().filter(topic -> !reduced.contains(topic)).sorted().toList();
        RequiredTopicSettings needed = new RequiredTopicSettings(topics);
        new ReadableSettings(brokers, admin).of(looked).forEach((topic, settings) -> needed.warnings(
                        topic, settings, brokers.address())
                .forEach(notices));
    }

    /** Creates the missing topics, without checking existing ones. */
    TopicCreation.Result createMissing(Admin admin, Collection<NewTopic> wanted) {
        return new TopicCreation(admin, brokers.address(), brokers.timeout(), own.settings(), own.origins(), notices)
                .createMissing(wanted);
    }

    private RecordLimits limits(TopicSizes sizes) {
        return new RecordLimits(Map.of(
                topics.datasetInfo(), sizes.description(),
                topics.trainImages(), RecordSize.batch(sizes.plain()),
                topics.testImages(), RecordSize.batch(sizes.plain()),
                topics.mixedImages(), RecordSize.batch(sizes.mixed()),
                topics.deadLetters(), sizes.mixed() + HEADERS,
                topics.metrics(), sizes.metrics()));
    }

    /** Returns all topics of a pipeline, with the settings for their creation. */
    List<NewTopic> wanted(int partitions, Optional<EpochRetention> retention, TopicSizes sizes) {
        RecordLimits limits = limits(sizes);
        List<NewTopic> wanted = new ArrayList<>();
        wanted.add(topic(topics.datasetInfo(), 1, written(COMPACTED), limits.ofNew(topics.datasetInfo())));
        wanted.add(topic(topics.metrics(), 1, KEPT_FOREVER, limits.ofNew(topics.metrics())));
        wanted.add(topic(topics.steps(), 1, SOME_DAYS));
        // The largest record of an image topic, plus headers.
        wanted.add(topic(topics.deadLetters(), 1, KEPT_FOREVER, limits.ofNew(topics.mixedImages()) + HEADERS));
        Map<String, String> plain = retention
                .map(kept -> bounded(kept.plainBytes(), kept.plainSegment()))
                .orElse(KEPT_FOREVER);
        wanted.add(topic(topics.trainImages(), partitions, written(plain), limits.ofNew(topics.trainImages())));
        wanted.add(topic(topics.testImages(), partitions, written(KEPT_FOREVER), limits.ofNew(topics.testImages())));
        Map<String, String> mixed = retention
                .map(kept -> bounded(kept.mixedBytes(), kept.mixedSegment()))
                .orElse(KEPT_FOREVER);
        wanted.add(topic(topics.mixedImages(), partitions, mixed, limits.ofNew(topics.mixedImages())));
        return wanted;
    }

    private static Map<String, String> bounded(long bytes, long segment) {
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG, "-1",
                TopicConfig.RETENTION_BYTES_CONFIG, String.valueOf(bytes),
                TopicConfig.SEGMENT_BYTES_CONFIG, String.valueOf(segment));
    }

    /** Returns the settings of a topic that the loader writes. */
    private Map<String, String> written(Map<String, String> config) {
        Map<String, String> refusing = new HashMap<>(config);
        refusing.put(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, String.valueOf(delivery.toMillis()));
        return refusing;
    }

    private NewTopic topic(String name, int partitions, Map<String, String> config, long limit) {
        Map<String, String> limited = new HashMap<>(config);
        limited.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(limit));
        return topic(name, partitions, limited);
    }

    private NewTopic topic(String name, int partitions, Map<String, String> config) {
        Map<String, String> all = new HashMap<>(config);
        all.putAll(own.settings());
        return new NewTopic(name, Optional.of(partitions), own.replicationFactor()).configs(all);
    }

    private void checkPartitions(String topic, int count, NewTopic wanted) {
        if (count != wanted.numPartitions()) {
            throw new SettingException("topic " + topic + " at " + brokers.address() + " has " + count
                    + " partitions, not " + wanted.numPartitions()
                    + ": use CUTMIX_TOPIC_PREFIX for other topics, or delete it");
        }
    }
}

package cutmix.loader.kafka;

import cutmix.schemas.kafka.Topics;
import cutmix.schemas.output.LinePrefix;
import cutmix.schemas.topic.CompactedTopic;
import cutmix.schemas.topic.TopicAdvice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Settings that topics need, and usually have by default. Topics created beforehand, or other defaults of the brokers,
 * can have other values. The pipeline still runs with these, but loses a guarantee.
 */
record RequiredTopicSettings(Topics topics) {

    private static final String CREATE_TIME = "CreateTime";

    /** Returns the settings that a topic of the pipeline needs, by key. */
    Map<String, String> of(String topic) {
        Map<String, String> needed = new TreeMap<>();
        needed.put(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                topic.equals(topics.datasetInfo())
                        ? TopicConfig.CLEANUP_POLICY_COMPACT
                        : TopicConfig.CLEANUP_POLICY_DELETE);
        if (isWritten(topic)) {
            needed.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, CREATE_TIME);
        }
        return needed;
    }

    /**
     * Returns one line for each differing setting of a topic: the lost guarantee, and the command that corrects the
     * setting.
     *
     * @param brokers broker addresses as configured
     */
    List<String> warnings(String topic, Config found, String brokers) {
        List<String> lines = new ArrayList<>();
        of(topic).forEach((key, needed) -> Optional.ofNullable(found.get(key))
                .map(ConfigEntry::value)
                .filter(value -> isWeaker(topic, key, value))
                .ifPresent(value ->
                        lines.add(LinePrefix.WARNING + "topic " + topic + " at " + brokers + " has " + key + "=" + value
                                + ", so that " + consequence(topic, key) + ": run "
                                + TopicAdvice.command(brokers, topic, key, needed))));
        return lines;
    }

    private boolean isWeaker(String topic, String key, String value) {
        return key.equals(TopicConfig.CLEANUP_POLICY_CONFIG) && !topic.equals(topics.datasetInfo())
                ? CompactedTopic.isCompacting(value)
                : !value.equals(of(topic).get(key));
    }

    private String consequence(String topic, String key) {
        if (key.equals(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)) {
            return "brokers accept records of a suspended loader after another loader has taken over";
        }
        if (topic.equals(topics.datasetInfo())) {
            return "retention may remove the dataset's description, without which no service starts";
        }
        if (topic.equals(topics.metrics()) || topic.equals(topics.steps())) {
            return "compaction may remove all reports of a run but the last";
        }
        return "brokers may refuse its records, or remove all of one key but the last";
    }

    private boolean isWritten(String topic) {
        return List.of(topics.datasetInfo(), topics.trainImages(), topics.testImages())
                .contains(topic);
    }
}

package cutmix.schemas.topic;

import cutmix.schemas.failure.UserException;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The failures that every service reports for a compacted image topic. Brokers refuse images there, because these have
 * no key.
 */
public final class CompactedTopic {

    private CompactedTopic() {}

    /** Returns whether a {@code cleanup.policy} includes compaction. */
    public static boolean isCompacting(String cleanupPolicy) {
        return cleanupPolicy.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    /**
     * An image topic has a compacting policy.
     *
     * @param brokers broker addresses as configured
     */
    public static UserException found(String topic, Object brokers, String cleanupPolicy) {
        return new UserException("topic " + topic + " at " + brokers + " has " + TopicConfig.CLEANUP_POLICY_CONFIG + "="
                + cleanupPolicy + ", so that brokers refuse its images, which have no key: " + advice(topic, brokers));
    }

    /**
     * A broker has refused a record as invalid, probably because the topic is compacted.
     *
     * @param brokers broker addresses as configured
     */
    public static UserException suspected(String topic, Object brokers, InvalidRecordException cause) {
        return new UserException(
                "topic " + topic + " at " + brokers + " rejected a record (" + cause.getMessage()
                        + "): if it is compacted, " + advice(topic, brokers),
                cause);
    }

    private static String advice(String topic, Object brokers) {
        return "run "
                + TopicAdvice.command(
                        brokers, topic, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE)
                + " and start again";
    }
}

package cutmix.loader.kafka.creation;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/** The settings that the loader gives topics, and what they are for, where brokers may not accept them. */
public final class TopicSettings {

    /**
     * Kafka had this setting before 4.0: the greatest difference between a record's timestamp and the broker's clock, in both
     * directions. Version 3.6 divided it into {@code message.timestamp.before.max.ms} and {@code message.timestamp.after.max.ms}.
     */
    public static final String TIMESTAMP_DIFFERENCE = "message.timestamp.difference.max.ms";

    private static final Map<String, String> GUARANTEES = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
            "a loader that was suspended may still write a record after another loader has taken over; run one loader at a time",
            TopicConfig.CLEANUP_POLICY_CONFIG,
            "retention may remove the dataset's description, without which no service starts; give the topic a longer retention "
                    + "than the training",
            TopicConfig.RETENTION_MS_CONFIG,
            "the brokers may remove records that are not trained yet; see that their retention is longer than the training",
            TopicConfig.RETENTION_BYTES_CONFIG,
            "the brokers may keep more or fewer epochs than --max-epochs-ahead needs; see that their retention covers them",
            TopicConfig.SEGMENT_BYTES_CONFIG,
            "the brokers may keep more epochs on their disks than --max-epochs-ahead needs",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            "the brokers' own limit applies to the size of images");

    private TopicSettings() {}

    /** What the pipeline loses, and what the user can do, where brokers do not accept a setting. */
    static String guaranteeOf(String key) {
        return GUARANTEES.getOrDefault(key, "the brokers' own default applies");
    }

    /**
     * A setting of other brokers that promises as much. A loader writes the time of now, so the limit on old timestamps may apply to
     * both directions: it also refuses a loader whose clock is ahead, and whose records would otherwise be accepted for longer.
     */
    static Optional<String> substituteOf(String key) {
        return key.equals(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG)
                ? Optional.of(TIMESTAMP_DIFFERENCE)
                : Optional.empty();
    }
}

package cutmix.loader.kafka.creation;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.TopicConfig;

/** The topic settings of the loader that brokers may reject, and their purposes. */
public final class TopicSettings {

    /**
     * A setting of Kafka before 4.0: the maximum difference between a record's timestamp and the broker's clock, in
     * both directions. Version 3.6 split it into {@code message.timestamp.before.max.ms} and
     * {@code message.timestamp.after.max.ms}.
     */
    public static final String TIMESTAMP_DIFFERENCE = "message.timestamp.difference.max.ms";

    private static final Map<String, String> GUARANTEES = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
            "a loader that was suspended may still write a record after another loader has taken over; run one loader at a time",
            TopicConfig.CLEANUP_POLICY_CONFIG,
            "retention may remove the dataset's description, without which no service starts; give the topic a longer retention "
                    + "than the training",
            TopicConfig.RETENTION_MS_CONFIG,
            "the brokers may remove records that are not trained yet; make sure that their retention is longer than the training",
            TopicConfig.RETENTION_BYTES_CONFIG,
            "the brokers may keep more or fewer epochs than --max-epochs-ahead needs; make sure that their retention covers them",
            TopicConfig.SEGMENT_BYTES_CONFIG,
            "the brokers may keep more epochs on their disks than --max-epochs-ahead needs",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            "the brokers' own limit applies to the size of images");

    private TopicSettings() {}

    /** Returns the guarantee that the pipeline loses if brokers refuse a setting, and the advice for the user. */
    static String guaranteeOf(String key) {
        return GUARANTEES.getOrDefault(key, "the brokers' own default applies");
    }

    /**
     * A setting of other brokers with an equivalent guarantee. A loader writes the current time, so the limit on old
     * timestamps may apply to both directions. It then also refuses a loader whose clock is ahead, whose records would
     * otherwise be accepted for longer.
     */
    static Optional<String> substituteOf(String key) {
        return key.equals(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG)
                ? Optional.of(TIMESTAMP_DIFFERENCE)
                : Optional.empty();
    }
}

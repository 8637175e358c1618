package cutmix.loader.kafka;

import cutmix.loader.kafka.creation.SettingOrigins;
import cutmix.loader.kafka.creation.TopicSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The user's settings of new topics.
 *
 * @param replicationFactor replication factor of each topic; empty for the brokers' default
 * @param settings settings of each topic; they override the loader's settings
 * @param origins the options or variables of both
 */
public record OwnTopicSettings(
        Optional<Short> replicationFactor, Map<String, String> settings, SettingOrigins origins) {

    private static final String FROM_SESSION = "it follows from CUTMIX_LOADER_SESSION_TIMEOUT";
    private static final String FROM_PACE = "it follows from --max-epochs-ahead";

    private static final Map<String, String> REASONS = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            "brokers must compact dataset.info and no other topic",
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            "it follows from the size of the images",
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "brokers must compare the loader's timestamps with their clocks",
            TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
            FROM_SESSION,
            TopicSettings.TIMESTAMP_DIFFERENCE,
            FROM_SESSION,
            TopicConfig.RETENTION_BYTES_CONFIG,
            FROM_PACE,
            TopicConfig.SEGMENT_BYTES_CONFIG,
            FROM_PACE);

    /**
     * Parses settings.
     *
     * @param origins options or variables of both, for messages
     * @param settings each of the form {@code key=value}
     * @throws IllegalArgumentException if a setting has another form, is given twice, or would break a guarantee of the
     *     pipeline; the message is for the user
     */
    public static OwnTopicSettings parse(
            Optional<Short> replicationFactor, SettingOrigins origins, List<String> settings) {
        String source = origins.settings();
        Map<String, String> parsed = new TreeMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            String key = setting.substring(0, Math.max(0, equals)).strip();
            String value = setting.substring(equals + 1).strip();
            String beginning = source + " '" + setting + "'";
            if (key.isEmpty() || value.isEmpty()) {
                throw new IllegalArgumentException(
                        beginning + " is not a setting: give key=value, such as min.insync.replicas=2");
            }
            if (REASONS.containsKey(key)) {
                throw new IllegalArgumentException(beginning + " cannot be set (" + REASONS.get(key)
                        + "): omit it, or create the topics yourself");
            }
            if (parsed.put(key, value) != null) {
                throw new IllegalArgumentException(beginning + ": " + key + " is given twice, give it once");
            }
        }
        String inSync = parsed.getOrDefault(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "1");
        if (replicationFactor.isPresent() && inSync.matches("\\d{1,9}")) {
            if (Integer.parseInt(inSync) > replicationFactor.get()) {
                throw new IllegalArgumentException(
                        source + " '" + TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG + "=" + inSync
                                + "' is more than the replication factor " + replicationFactor.get()
                                + ", so that brokers would refuse every record: give at most the replication factor");
            }
        }
        return new OwnTopicSettings(replicationFactor, Map.copyOf(parsed), origins);
    }
}

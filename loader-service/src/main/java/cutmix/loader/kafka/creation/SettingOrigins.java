package cutmix.loader.kafka.creation;

/**
 * The options or variables by which the user set the settings of new topics, for messages.
 *
 * @param replicationFactor the origin of the replication factor
 * @param settings the origin of the other settings
 */
public record SettingOrigins(String replicationFactor, String settings) {}

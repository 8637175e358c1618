package cutmix.loader.kafka.creation;

/**
 * Where the user has said how new topics are to be, for messages: each is an option or a variable.
 *
 * @param replicationFactor of the number of replicas
 * @param settings of the settings
 */
public record SettingOrigins(String replicationFactor, String settings) {}

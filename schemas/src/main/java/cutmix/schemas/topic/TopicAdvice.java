package cutmix.schemas.topic;

/** Commands that correct the settings of topics. */
public final class TopicAdvice {

    private TopicAdvice() {}

    /**
     * Returns the command that changes a setting of a topic.
     *
     * @param brokers broker addresses as configured
     */
    public static String command(Object brokers, String topic, String key, String value) {
        return alter("kafka-configs.sh --bootstrap-server " + brokers, topic, key, value);
    }

    /** Returns the same command without the brokers' addresses, for callers that do not know them. */
    public static String command(String topic, String key, String value) {
        return alter("kafka-configs.sh", topic, key, value);
    }

    private static String alter(String program, String topic, String key, String value) {
        return program + " --alter --entity-type topics --entity-name " + topic + " --add-config " + key + "=" + value;
    }
}

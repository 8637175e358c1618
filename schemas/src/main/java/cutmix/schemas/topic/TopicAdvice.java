package cutmix.schemas.topic;

/** What the user can run where a topic has a setting that does not do. */
public final class TopicAdvice {

    private TopicAdvice() {}

    /**
     * The command that changes a setting of a topic.
     *
     * @param brokers their addresses, as configured
     */
    public static String command(Object brokers, String topic, String key, String value) {
        return alter("kafka-configs.sh --bootstrap-server " + brokers, topic, key, value);
    }

    /** The same command where the brokers are not known: without their addresses. */
    public static String command(String topic, String key, String value) {
        return alter("kafka-configs.sh", topic, key, value);
    }

    private static String alter(String program, String topic, String key, String value) {
        return program + " --alter --entity-type topics --entity-name " + topic + " --add-config " + key + "=" + value;
    }
}

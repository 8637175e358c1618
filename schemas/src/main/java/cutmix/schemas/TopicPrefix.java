package cutmix.schemas;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.kafka.Topics;
import java.util.regex.Pattern;

/** Checks the prefix of topic names: Kafka allows few characters in a topic name, and at most 249 of them. */
public final class TopicPrefix {

    private static final int LONGEST_NAME = 249;

    /** The length of the longest prefix. The name of the metrics topic is the longest, and must still fit. */
    private static final int LONGEST = LONGEST_NAME - new Topics("").metrics().length();

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{0," + LONGEST + "}");

    private TopicPrefix() {}

    /** @throws SettingException if brokers would refuse topic names with this prefix */
    public static String require(String prefix) {
        if (!LEGAL.matcher(prefix).matches()) {
            throw new SettingException("CUTMIX_TOPIC_PREFIX '" + prefix
                    + "' cannot begin the name of a topic: use at most " + LONGEST
                    + " letters (a to z, A to Z), digits, periods, hyphens and underscores");
        }
        return prefix;
    }
}

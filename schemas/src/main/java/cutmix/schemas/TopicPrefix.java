package cutmix.schemas;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.kafka.Topics;
import java.util.regex.Pattern;

/** What may be put before the names of topics: Kafka takes few characters, and names of up to 249 of them. */
public final class TopicPrefix {

    private static final int LONGEST_NAME = 249;

    /** The prefix of the longest name, which is that of the metrics. */
    private static final int LONGEST = LONGEST_NAME - new Topics("").metrics().length();

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{0," + LONGEST + "}");

    private TopicPrefix() {}

    /** @throws SettingException if brokers would refuse names that begin with it */
    public static String require(String prefix) {
        if (!LEGAL.matcher(prefix).matches()) {
            throw new SettingException("CUTMIX_TOPIC_PREFIX '" + prefix
                    + "' cannot begin the name of a topic: use at most " + LONGEST
                    + " letters (a to z, A to Z), digits, periods, hyphens and underscores");
        }
        return prefix;
    }
}

package cutmix.loader.kafka.creation;

import cutmix.schemas.output.LinePrefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Settings that brokers refused for new topics. Reports each setting once, for all its topics. */
final class RefusedSettings {

    /** @param substitute a setting, with its value, that the topics got instead */
    private record Refused(String key, Optional<String> substitute) {}

    private record AffectedTopics(TreeSet<String> names, String reason) {}

    private final Map<String, Refused> byText = new TreeMap<>();
    private final Map<Refused, AffectedTopics> topics = new HashMap<>();

    /** @param reason error message of the brokers */
    void add(String topic, String key, Optional<String> substitute, String reason) {
        Refused refused = new Refused(key, substitute);
        byText.put(key + substitute.orElse(""), refused);
        topics.computeIfAbsent(refused, first -> new AffectedTopics(new TreeSet<>(), reason))
                .names()
                .add(topic);
    }

    /** Returns one line for each setting. */
    List<String> warnings() {
        List<String> lines = new ArrayList<>();
        byText.values().forEach(refused -> lines.add(warning(refused, topics.get(refused))));
        return lines;
    }

    private static String warning(Refused refused, AffectedTopics topics) {
        String names = (topics.names().size() == 1 ? "topic " : "topics ") + String.join(", ", topics.names());
        String beginning = LinePrefix.WARNING + "the brokers do not accept " + refused.key() + " (" + topics.reason()
                + "): " + names;
        return refused.substitute()
                .map(substitute -> beginning + " created with " + substitute
                        + " in its place, which also refuses records of a loader whose clock is ahead by more")
                .orElse(beginning + " created without it, so " + TopicSettings.guaranteeOf(refused.key()));
    }
}

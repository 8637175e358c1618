package cutmix.loader.kafka;

import cutmix.schemas.failure.UserException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;

/** Creates the topics of a pipeline, and compares existing topics with those that the loader would create. */
public record TopicComparison(LoaderBrokers brokers, TopicSetup setup) {

    /**
     * Creates the missing topics. Existing ones are not changed.
     *
     * @param partitions partitions of the image topics
     * @param sizes the sizes of their records
     * @return a line for each topic, by name: it was created, it exists as the loader would create it, or how it
     *     differs
     * @throws UserException if the brokers do not answer or refuse the request
     */
    public List<String> create(int partitions, TopicSizes sizes) {
        List<NewTopic> wanted = setup.wanted(partitions, Optional.empty(), sizes).stream()
                .sorted(Comparator.comparing(NewTopic::name))
                .toList();
        try (Admin admin = brokers.admin()) {
            List<String> existing = setup.createMissing(admin, wanted).existing();
            Map<String, TopicDescription> described =
                    brokers.await(admin.describeTopics(existing).allTopicNames());
            Map<String, Config> settings = new ReadableSettings(brokers, admin).of(existing);
            return wanted.stream()
                    .map(topic -> described.containsKey(topic.name())
                            ? existing(
                                    topic, described.get(topic.name()), Optional.ofNullable(settings.get(topic.name())))
                            : topic.name() + ": created with " + partitions(topic.numPartitions()))
                    .toList();
        }
    }

    private String existing(NewTopic wanted, TopicDescription found, Optional<Config> settings) {
        int count = found.partitions().size();
        String beginning = wanted.name() + ": exists with " + partitions(count);
        List<String> differences = new ArrayList<>();
        if (count != wanted.numPartitions()) {
            differences.add("the loader creates it with " + wanted.numPartitions());
        }
        Map<String, String> needed = new TreeMap<>(new RequiredTopicSettings(setup.topics()).of(wanted.name()));
        needed.putAll(wanted.configs());
        settings.ifPresent(config -> needed.entrySet().stream()
                .filter(setting -> differs(setting, config.get(setting.getKey())))
                .map(setting -> setting.getKey() + " is "
                        + config.get(setting.getKey()).value() + ", not " + setting.getValue())
                .forEach(differences::add));
        if (!differences.isEmpty()) {
            return beginning + ", but " + String.join("; ", differences);
        }
        return beginning
                + (settings.isPresent() ? ", as the loader creates it" : "; this user may not read its settings");
    }

    /** Topics may accept larger records than those of this dataset. */
    private static boolean differs(Map.Entry<String, String> wanted, ConfigEntry found) {
        if (found == null) {
            return false;
        }
        return wanted.getKey().equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                ? Long.parseLong(found.value()) < Long.parseLong(wanted.getValue())
                : !wanted.getValue().equals(found.value());
    }

    private static String partitions(int count) {
        return count == 1 ? "1 partition" : count + " partitions";
    }
}

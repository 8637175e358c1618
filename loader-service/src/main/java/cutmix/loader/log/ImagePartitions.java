package cutmix.loader.log;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.util.List;
import java.util.Map;

/**
 * How many partitions the image topics have. Somebody may have made them before the loader, or added partitions since.
 *
 * @param counts partitions by topic, at least one topic
 * @param brokers their addresses, as configured
 */
public record ImagePartitions(Map<String, Integer> counts, String brokers) {

    /**
     * Holds the topics to the partitions of a dataset that they hold already. More are no harm: nothing of the dataset belongs
     * there.
     *
     * @return a line for each topic that has more
     * @throws UserException if a topic has fewer
     */
    public List<String> requireFor(DatasetInfo held) {
        counts.forEach((topic, count) -> {
            if (count < held.getPartitions()) {
                throw new UserException(has(topic) + " partitions, fewer than the " + held.getPartitions()
                        + " of its dataset " + held.getName()
                        + ": delete the topics and load again, or use CUTMIX_TOPIC_PREFIX for other topics");
            }
        });
        return unused(held.getPartitions());
    }

    /**
     * Holds topics without a dataset to what is asked for.
     *
     * @return a line for each topic that has more
     * @throws UserException if no topic has as many, or one has fewer; says how many to ask for
     */
    public List<String> requireExactly(int partitions) {
        Map.Entry<String, Integer> fewest = counts.entrySet().stream()
                .min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .orElseThrow();
        if (fewest.getValue() != partitions) {
            throw new SettingException(has(fewest.getKey()) + " partitions, not " + partitions + ": use --partitions "
                    + fewest.getValue() + ", or CUTMIX_TOPIC_PREFIX for other topics, or delete it");
        }
        return unused(partitions);
    }

    private List<String> unused(int partitions) {
        return counts.keySet().stream()
                .sorted()
                .filter(topic -> counts.get(topic) > partitions)
                .map(topic -> has(topic) + " partitions; the dataset uses the first " + partitions
                        + " and leaves the others empty. Kafka cannot remove partitions; to use all of them, load with"
                        + " --partitions " + counts.get(topic) + " into new topics")
                .toList();
    }

    private String has(String topic) {
        return "topic " + topic + " at " + brokers + " has " + counts.get(topic);
    }
}

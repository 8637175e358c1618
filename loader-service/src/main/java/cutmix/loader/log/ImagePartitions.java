package cutmix.loader.log;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.util.List;
import java.util.Map;

/**
 * The partition counts of the image topics. An administrator may have created the topics before the loader, or added
 * partitions later.
 *
 * @param counts partitions by topic, at least one topic
 * @param brokers broker addresses as configured
 */
public record ImagePartitions(Map<String, Integer> counts, String brokers) {

    /**
     * Checks that the topics have the partitions of the dataset that they contain. Additional partitions are allowed,
     * and stay empty.
     *
     * @return a line for each topic with additional partitions
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
     * Checks that topics without a dataset have the requested number of partitions.
     *
     * @return a line for each topic with additional partitions
     * @throws UserException if no topic has exactly this number, or a topic has fewer; names the number to request
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

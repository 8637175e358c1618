package cutmix.trainer.page.pipelines;

import cutmix.schemas.kafka.Topics;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The pipelines of a Kafka cluster that the live page shows, each identified by its topics.
 *
 * @param own topics with the configured prefix
 * @param runs whether to show pipelines with a longer prefix as well
 */
public record ShownPipelines(Topics own, ShownRuns runs) {

    private static final String METRICS = new Topics("").metrics();
    private static final String DATASET = new Topics("").datasetInfo();

    /**
     * Returns the topics with epochs and steps of runs.
     *
     * @param existing names of all topics
     */
    public Set<String> runTopics(Set<String> existing) {
        return pipelines(existing, METRICS)
                .flatMap(pipeline -> Stream.of(pipeline.metrics(), pipeline.steps()))
                .filter(existing::contains)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns whether a topic of {@link #runTopics} contains steps. */
    public static boolean hasSteps(String topic) {
        return topic.endsWith(new Topics("").steps());
    }

    /**
     * Returns the pipeline whose dataset, workers and mixed samples are shown: the one with the newest dataset
     * description.
     *
     * @param existing names of all topics
     * @param newest returns the times of the newest records of topics; may omit topics without records
     */
    public Topics latest(Set<String> existing, Function<Set<String>, Map<String, Long>> newest) {
        Set<String> described =
                pipelines(existing, DATASET).map(Topics::datasetInfo).collect(Collectors.toCollection(TreeSet::new));
        if (runs == ShownRuns.OWN || described.isEmpty()) {
            return own;
        }
        Map<String, Long> times = newest.apply(described);
        ToLongFunction<String> time = topic -> times.getOrDefault(topic, -1L);
        return described.stream()
                .max(Comparator.comparingLong(time))
                .map(topic -> new Topics(prefix(topic, DATASET)))
                .orElse(own);
    }

    private Stream<Topics> pipelines(Set<String> existing, String name) {
        if (runs == ShownRuns.OWN) {
            return Stream.of(own);
        }
        return existing.stream()
                .filter(topic -> topic.startsWith(own.prefix()) && topic.endsWith(name))
                .filter(topic -> prefix(topic, name).length() >= own.prefix().length())
                .map(topic -> new Topics(prefix(topic, name)));
    }

    private static String prefix(String topic, String name) {
        return topic.substring(0, topic.length() - name.length());
    }
}

package cutmix.trainer.identity;

import cutmix.schemas.topic.TopicState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The states of topics when the trainer started. If a topic did not exist at that time, its first observed state
 * counts. Thread-safe.
 */
final class InitialTopics {

    private final List<String> names;
    private final Map<String, TopicState> begun = new ConcurrentHashMap<>();
    private volatile Map<String, TopicState> latest;

    /**
     * The change of a topic.
     *
     * @param exists whether another topic with this name exists now
     */
    record Change(String topic, boolean exists) {

        @Override
        public String toString() {
            return "topic " + topic + (exists ? " was deleted and created again" : " was deleted");
        }
    }

    /**
     * @param names names of the watched topics
     * @param now states of the watched topics that exist
     */
    InitialTopics(List<String> names, Map<String, TopicState> now) {
        this.names = List.copyOf(names);
        begun.putAll(now);
        latest = Map.copyOf(now);
    }

    List<String> names() {
        return names;
    }

    /** Returns the most recently observed state of a topic, if it existed. */
    Optional<TopicState> latest(String name) {
        return Optional.ofNullable(latest.get(name));
    }

    /** Returns the first topic that was replaced or deleted. */
    Optional<Change> change(Map<String, TopicState> now) {
        latest = Map.copyOf(now);
        for (String name : names) {
            TopicState found = now.get(name);
            TopicState was = found == null ? begun.get(name) : begun.putIfAbsent(name, found);
            if (was != null && (found == null || !was.id().equals(found.id()))) {
                return Optional.of(new Change(name, found != null));
            }
        }
        return Optional.empty();
    }
}

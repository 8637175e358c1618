package cutmix.trainer.identity;

import cutmix.schemas.topic.TopicState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Which topics a trainer began with. One that did not exist then is the one that is made first. Safe for use by several threads. */
final class InitialTopics {

    private final List<String> names;
    private final Map<String, TopicState> begun = new ConcurrentHashMap<>();
    private volatile Map<String, TopicState> latest;

    /**
     * What became of a topic.
     *
     * @param exists whether there is another one of the name now
     */
    record Change(String topic, boolean exists) {

        @Override
        public String toString() {
            return "topic " + topic + (exists ? " was deleted and made anew" : " was deleted");
        }
    }

    /**
     * @param names of the topics that count
     * @param now those of them that exist
     */
    InitialTopics(List<String> names, Map<String, TopicState> now) {
        this.names = List.copyOf(names);
        begun.putAll(now);
        latest = Map.copyOf(now);
    }

    List<String> names() {
        return names;
    }

    /** A topic as it was when it was last looked at, if it existed. */
    Optional<TopicState> latest(String name) {
        return Optional.ofNullable(latest.get(name));
    }

    /** The first topic that is another one now, or is gone. */
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

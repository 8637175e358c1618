package cutmix.augment.topic;

import cutmix.schemas.topic.TopicState;
import java.util.Optional;

/**
 * The train and the mixed topic at one time. Offsets, and what was mixed up to them, are of one pair: with another topic of either
 * name, mixing begins anew.
 *
 * @param train none where it does not exist
 * @param mixed none where it does not exist
 */
public record TopicPair(Optional<TopicState> train, Optional<TopicState> mixed) {

    /** Whether both topics exist. */
    public boolean isComplete() {
        return train.isPresent() && mixed.isPresent();
    }

    /** Whether these are the same topics, whatever partitions were added. */
    public boolean isSameAs(TopicPair other) {
        return train.map(TopicState::id).equals(other.train.map(TopicState::id))
                && mixed.map(TopicState::id).equals(other.mixed.map(TopicState::id));
    }

    /**
     * What became of the first of these topics that is no more.
     *
     * @param train its name
     * @param mixed its name
     * @return in words; empty where both are the same
     */
    public Optional<String> changeTo(TopicPair now, String train, String mixed) {
        return change(train, this.train, now.train).or(() -> change(mixed, this.mixed, now.mixed));
    }

    private static Optional<String> change(String name, Optional<TopicState> was, Optional<TopicState> now) {
        if (was.map(TopicState::id).equals(now.map(TopicState::id))) {
            return Optional.empty();
        }
        return Optional.of(
                "topic " + name + now.map(other -> " was deleted and made anew").orElse(" was deleted"));
    }

    /**
     * What is committed together with an offset.
     *
     * @throws java.util.NoSuchElementException if a topic does not exist
     */
    public String metadata() {
        return train.orElseThrow().id() + "/" + mixed.orElseThrow().id();
    }

    /** Whether an offset with this metadata was committed for this pair. Earlier versions have committed none: they count. */
    public boolean hasCommitted(String metadata) {
        return metadata.isEmpty() || metadata.equals(metadata());
    }
}

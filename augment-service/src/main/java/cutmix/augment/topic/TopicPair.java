package cutmix.augment.topic;

import cutmix.schemas.topic.TopicState;
import java.util.Optional;

/**
 * The train topic and the mixed topic at one time. Committed offsets belong to one pair: if either topic is recreated,
 * mixing starts again.
 *
 * @param train train topic; empty if it does not exist
 * @param mixed mixed topic; empty if it does not exist
 */
public record TopicPair(Optional<TopicState> train, Optional<TopicState> mixed) {

    /** Returns whether both topics exist. */
    public boolean isComplete() {
        return train.isPresent() && mixed.isPresent();
    }

    /** Returns whether these are the same topics. Added partitions make no difference. */
    public boolean isSameAs(TopicPair other) {
        return train.map(TopicState::id).equals(other.train.map(TopicState::id))
                && mixed.map(TopicState::id).equals(other.mixed.map(TopicState::id));
    }

    /**
     * Describes the change of the first topic that has been deleted or recreated.
     *
     * @param train name of the train topic
     * @param mixed name of the mixed topic
     * @return the change; empty if both topics are the same
     */
    public Optional<String> changeTo(TopicPair now, String train, String mixed) {
        return change(train, this.train, now.train).or(() -> change(mixed, this.mixed, now.mixed));
    }

    private static Optional<String> change(String name, Optional<TopicState> was, Optional<TopicState> now) {
        if (was.map(TopicState::id).equals(now.map(TopicState::id))) {
            return Optional.empty();
        }
        return Optional.of(
                "topic " + name + now.map(other -> " was deleted and recreated").orElse(" was deleted"));
    }

    /**
     * Returns the metadata that are committed with an offset.
     *
     * @throws java.util.NoSuchElementException if a topic does not exist
     */
    public String metadata() {
        return train.orElseThrow().id() + "/" + mixed.orElseThrow().id();
    }

    /**
     * Returns whether an offset with this metadata was committed for this pair. Also true for empty metadata, which
     * earlier versions committed.
     */
    public boolean hasCommitted(String metadata) {
        return metadata.isEmpty() || metadata.equals(metadata());
    }
}

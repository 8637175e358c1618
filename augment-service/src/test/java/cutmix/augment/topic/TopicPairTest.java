package cutmix.augment.topic;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.topic.TopicState;
import java.util.Optional;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class TopicPairTest {

    private static final TopicState TRAIN = new TopicState(Uuid.randomUuid(), 4);
    private static final TopicState MIXED = new TopicState(Uuid.randomUuid(), 4);

    private final TopicPair pair = new TopicPair(Optional.of(TRAIN), Optional.of(MIXED));

    @Test
    void an_offset_counts_for_the_topics_that_it_was_committed_for() {
        TopicPair mixedRecreated = new TopicPair(Optional.of(TRAIN), Optional.of(new TopicState(Uuid.randomUuid(), 4)));
        TopicPair trainRecreated = new TopicPair(Optional.of(new TopicState(Uuid.randomUuid(), 4)), Optional.of(MIXED));

        assertThat(pair.hasCommitted(pair.metadata())).isTrue();
        assertThat(mixedRecreated.hasCommitted(pair.metadata())).isFalse();
        assertThat(trainRecreated.hasCommitted(pair.metadata())).isFalse();
    }

    @Test
    void an_offset_that_an_earlier_version_committed_counts() {
        assertThat(pair.hasCommitted("")).isTrue();
    }

    @Test
    void what_is_committed_has_the_form_that_earlier_versions_have_written() {
        TopicState train = new TopicState(new Uuid(1, 2), 4);
        TopicState mixed = new TopicState(new Uuid(3, 4), 4);

        assertThat(new TopicPair(Optional.of(train), Optional.of(mixed)).metadata())
                .isEqualTo("AAAAAAAAAAEAAAAAAAAAAg/AAAAAAAAAAMAAAAAAAAABA");
    }

    @Test
    void topics_with_more_partitions_are_the_same() {
        TopicPair altered = new TopicPair(Optional.of(new TopicState(TRAIN.id(), 8)), Optional.of(MIXED));

        assertThat(pair.isSameAs(altered)).isTrue();
        assertThat(pair.changeTo(altered, "train", "mixed")).isEmpty();
    }

    @Test
    void it_says_what_became_of_a_topic() {
        TopicPair withoutMixed = new TopicPair(Optional.of(TRAIN), Optional.empty());
        TopicPair otherTrain = new TopicPair(Optional.of(new TopicState(Uuid.randomUuid(), 4)), Optional.of(MIXED));

        assertThat(withoutMixed.isComplete()).isFalse();
        assertThat(pair.isSameAs(withoutMixed)).isFalse();
        assertThat(pair.changeTo(withoutMixed, "train", "mixed")).contains("topic mixed was deleted");
        assertThat(pair.changeTo(otherTrain, "train", "mixed")).contains("topic train was deleted and recreated");
    }
}

package cutmix.augment.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetCommitsTest {

    private static final TopicPartition FIRST = new TopicPartition("images.train", 0);
    private static final TopicPartition SECOND = new TopicPartition("images.train", 1);

    private final List<Map<TopicPartition, OffsetAndMetadata>> asked = new ArrayList<>();
    private final List<UniEmitter<? super Void>> answers = new ArrayList<>();
    private final OffsetCommits commits = new OffsetCommits(offsets -> {
        asked.add(offsets);
        return Uni.createFrom().emitter(answers::add);
    });

    @Test
    void one_commit_at_a_time_takes_all_that_was_acknowledged_meanwhile() {
        // Given
        commits.acknowledge(FIRST, 500, "topics");
        commits.acknowledge(FIRST, 1000, "topics");
        commits.acknowledge(SECOND, 500, "topics");
        commits.acknowledge(FIRST, 1500, "topics");
        assertThat(asked).containsExactly(Map.of(FIRST, new OffsetAndMetadata(500, "topics")));

        // When
        answers.get(0).complete(null);

        // Then
        assertThat(asked)
                .hasSize(2)
                .endsWith(Map.of(
                        FIRST, new OffsetAndMetadata(1500, "topics"), SECOND, new OffsetAndMetadata(500, "topics")));
    }

    @Test
    void a_commit_that_fails_does_not_hold_up_the_next() {
        // Given
        commits.acknowledge(FIRST, 500, "topics");
        commits.acknowledge(SECOND, 500, "topics");

        // When
        answers.get(0).fail(new CommitFailedException());
        answers.get(1).complete(null);
        commits.acknowledge(FIRST, 1000, "topics");

        // Then
        assertThat(asked)
                .containsExactly(
                        Map.of(FIRST, new OffsetAndMetadata(500, "topics")),
                        Map.of(SECOND, new OffsetAndMetadata(500, "topics")),
                        Map.of(FIRST, new OffsetAndMetadata(1000, "topics")));
    }

    @Test
    void what_is_of_topics_that_are_no_more_is_not_committed() {
        // Given
        commits.acknowledge(FIRST, 500, "topics");
        commits.acknowledge(SECOND, 500, "topics");

        // When
        commits.forget();
        answers.get(0).complete(null);
        commits.acknowledge(FIRST, 30, "others");

        // Then
        assertThat(asked)
                .containsExactly(
                        Map.of(FIRST, new OffsetAndMetadata(500, "topics")),
                        Map.of(FIRST, new OffsetAndMetadata(30, "others")));
    }
}

package cutmix.loader;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.loader.LoaderProcess.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Tests topics that were changed between two runs of a loader, or created before the first run. */
class LoaderChangedTopicsIT extends LoaderFixture {

    @Test
    void a_loader_goes_on_with_its_partitions_where_some_were_added() throws Exception {
        // Given
        loader.run(small(1));
        admin.createPartitions(Map.of(topics.trainImages(), NewPartitions.increaseTo(8)))
                .all()
                .get();

        // When
        Outcome same = loader.run(small(2));
        Outcome all = loader.run(small(2, 7, 8));

        // Then
        assertThat(same.err()).isEmpty();
        assertThat(same.out())
                .contains("topic " + topics.trainImages() + " at " + broker.bootstrapServers()
                        + " has 8 partitions; the dataset uses the first 4 and leaves the others empty. Kafka cannot remove"
                        + " partitions; to use all of them, load with --partitions 8 into new topics");
        assertThat(end(0)).isEqualTo(2 * 76);
        assertThat(end(4)).isZero();
        assertThat(all.err())
                .singleElement()
                .asString()
                .contains("its dataset sample has 4 partitions, not 8: use --partitions 4");
    }

    @Test
    void topics_with_fewer_partitions_than_their_dataset_are_refused() throws Exception {
        // Given
        loader.run(small(1));
        admin.deleteTopics(List.of(topics.testImages())).all().get();
        admin.createTopics(List.of(new NewTopic(topics.testImages(), Optional.of(2), Optional.empty())))
                .all()
                .get();

        // When
        Outcome outcome = loader.run(small(1));

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .singleElement()
                .asString()
                .contains("has 2 partitions, fewer than the 4 of its dataset sample: delete the topics and load again");
    }

    @Test
    void a_compacted_image_topic_is_named_with_the_command_that_mends_it() throws Exception {
        // Given
        admin.createTopics(List.of(new NewTopic(topics.mixedImages(), Optional.of(PARTITIONS), Optional.empty())
                        .configs(Map.of("cleanup.policy", "compact"))))
                .all()
                .get();

        // When
        Outcome outcome = loader.run(small(1));

        // Then
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err())
                .containsExactly("error: topic " + topics.mixedImages() + " at " + broker.bootstrapServers()
                        + " has cleanup.policy=compact, so that brokers refuse its images, which have no key: run"
                        + " kafka-configs.sh --bootstrap-server " + broker.bootstrapServers()
                        + " --alter --entity-type topics --entity-name " + topics.mixedImages()
                        + " --add-config cleanup.policy=delete and start again");
    }
}

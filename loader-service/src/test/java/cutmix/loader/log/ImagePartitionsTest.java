package cutmix.loader.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImagePartitionsTest {

    private final DatasetInfo held = DatasetInfo.newBuilder()
            .setName("x")
            .setFingerprint("ab")
            .setClassNames(List.of("a"))
            .setHeight(1)
            .setWidth(1)
            .setChannels(1)
            .setTrainSize(1)
            .setTestSize(1)
            .setEpochs(1)
            .setPartitions(4)
            .setSeed(1)
            .build();

    @Test
    void partitions_beyond_those_of_a_dataset_are_told_of_and_left_empty() {
        assertThat(partitions(4, 4, 4).requireFor(held)).isEmpty();
        assertThat(partitions(4, 8, 6).requireFor(held))
                .containsExactly(
                        "topic b at kafka:9092 has 8 partitions; the dataset uses the first 4 and leaves the others empty."
                                + " Kafka cannot remove partitions; to use all of them, load with --partitions 8 into new"
                                + " topics",
                        "topic c at kafka:9092 has 6 partitions; the dataset uses the first 4 and leaves the others empty."
                                + " Kafka cannot remove partitions; to use all of them, load with --partitions 6 into new"
                                + " topics");
    }

    @Test
    void fewer_than_those_of_a_dataset_are_refused() {
        assertThatThrownBy(() -> partitions(8, 3, 4).requireFor(held))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "topic b at kafka:9092 has 3 partitions, fewer than the 4 of its dataset x: delete the topics"
                                + " and load again, or use CUTMIX_TOPIC_PREFIX for other topics");
    }

    @Test
    void topics_without_a_dataset_take_one_of_as_many_partitions_as_the_smallest_has() {
        assertThat(partitions(4, 4, 4).requireExactly(4)).isEmpty();
        assertThat(partitions(4, 8, 4).requireExactly(4))
                .singleElement()
                .asString()
                .startsWith("topic b at kafka:9092 has 8 partitions; the dataset uses the first 4");
        assertThatThrownBy(() -> partitions(4, 8, 6).requireExactly(8))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "topic a at kafka:9092 has 4 partitions, not 8: use --partitions 4, or CUTMIX_TOPIC_PREFIX for"
                                + " other topics, or delete it");
        assertThatThrownBy(() -> partitions(8, 8, 8).requireExactly(4)).hasMessageContaining("use --partitions 8");
    }

    private static ImagePartitions partitions(int a, int b, int c) {
        return new ImagePartitions(Map.of("a", a, "b", b, "c", c), "kafka:9092");
    }
}

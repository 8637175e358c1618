package cutmix.loader.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetClaimTest {

    private final DatasetInfo held = info("x", "ab", List.of("a", "b"), 32, 100, 5, 4, 1);

    @Test
    void the_larger_number_of_epochs_counts() {
        DatasetInfo more = info("x", "ab", List.of("a", "b"), 32, 100, 6, 4, 1);
        DatasetInfo fewer = info("x", "ab", List.of("a", "b"), 32, 100, 4, 4, 1);

        assertThat(claim(more).over(held)).isEqualTo(more);
        assertThat(claim(held).over(held)).isEqualTo(held);
        assertThat(claim(fewer).over(held)).isEqualTo(held);
    }

    @Test
    void with_more_epochs_reports_count_from_where_they_did_and_the_raise_is_noted() {
        // Given
        DatasetInfo earlier =
                DatasetInfo.newBuilder(held).setReportsFrom(3).setRaisedAt(4).build();
        DatasetInfo more = DatasetInfo.newBuilder(info("x", "ab", List.of("a", "b"), 32, 100, 6, 4, 1))
                .setReportsFrom(9)
                .setRaisedAt(9)
                .build();

        // When
        DatasetInfo raised = claim(more).over(earlier);

        // Then
        assertThat(raised)
                .isEqualTo(DatasetInfo.newBuilder(more).setReportsFrom(3).build());
        assertThat(claim(DatasetInfo.newBuilder(held).setRaisedAt(9).build()).over(earlier))
                .isEqualTo(earlier);
    }

    @Test
    void a_difference_is_named_with_what_to_do() {
        assertThatThrownBy(() -> claim(info("x", "cd", List.of("a", "b"), 32, 100, 5, 4, 2))
                        .over(held))
                .isInstanceOf(UserException.class)
                .hasMessage("topic t already holds dataset x with seed 1, not seed 2: "
                        + "use CUTMIX_TOPIC_PREFIX for other topics, or delete them");
    }

    @Test
    void where_only_partitions_differ_the_line_says_how_many_to_ask_for() {
        assertRefused(
                info("x", "ab", List.of("a", "b"), 32, 100, 5, 8, 1),
                "topic t: its dataset x has 4 partitions, not 8: use --partitions 4, or CUTMIX_TOPIC_PREFIX");
    }

    @Test
    void every_kind_of_difference_is_found() {
        assertRefused(info("y", "ab", List.of("a", "b"), 32, 100, 5, 4, 1), "with name x, not name y");
        assertRefused(info("x", "cd", List.of("a", "b"), 32, 100, 5, 4, 1), "with fingerprint ab, not fingerprint cd");
        assertRefused(info("x", "cd", List.of("a", "c"), 32, 100, 5, 4, 1), "with classes [a, b], not classes [a, c]");
        assertRefused(info("x", "cd", List.of("a", "b"), 16, 100, 5, 4, 1), "with height 32, not height 16");
        assertRefused(
                info("x", "cd", List.of("a", "b"), 32, 99, 5, 3, 1),
                "with 4 partitions, 100 training images, not 3 partitions, 99 training images");
    }

    private void assertRefused(DatasetInfo wanted, String words) {
        assertThatThrownBy(() -> claim(wanted).over(held)).hasMessageContaining(words);
    }

    private static DatasetClaim claim(DatasetInfo wanted) {
        return new DatasetClaim(wanted, "topic t");
    }

    private static DatasetInfo info(
            String name,
            String fingerprint,
            List<String> classNames,
            int height,
            int trainSize,
            int epochs,
            int partitions,
            long seed) {
        return DatasetInfo.newBuilder()
                .setName(name)
                .setFingerprint(fingerprint)
                .setClassNames(classNames)
                .setHeight(height)
                .setWidth(32)
                .setChannels(3)
                .setTrainSize(trainSize)
                .setTestSize(50)
                .setEpochs(epochs)
                .setPartitions(partitions)
                .setSeed(seed)
                .setReportsFrom(0L)
                .setRaisedAt(0L)
                .build();
    }
}

package cutmix.loader.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.order.EpochLayout;
import cutmix.schemas.order.SamplePosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogEndsTest {

    private final EpochLayout layout = new EpochLayout(5, 2); // slices of 3 and 2

    @Test
    void an_empty_topic_lacks_everything() {
        LogEnds ends = new LogEnds(layout, List.of(0L, 0L));

        assertThat(ends.firstMissing()).isEqualTo(new SamplePosition(1, 0));
        assertThat(ends.missing(3)).isEqualTo(15);
        assertThat(ends.holds(new SamplePosition(1, 0))).isFalse();
    }

    @Test
    void the_partition_that_is_behind_says_where_to_go_on() {
        LogEnds ends = new LogEnds(layout, List.of(5L, 1L));

        assertThat(ends.firstMissing()).isEqualTo(new SamplePosition(1, 3));
        assertThat(ends.missing(2)).isEqualTo(4);
        assertThat(ends.holds(new SamplePosition(2, 2))).isTrue();
        assertThat(ends.holds(new SamplePosition(2, 4))).isFalse();
        assertThat(ends.holds(new SamplePosition(1, 3))).isFalse();
    }

    @Test
    void a_full_topic_lacks_nothing_before_the_next_epoch() {
        LogEnds ends = new LogEnds(layout, List.of(6L, 4L));

        assertThat(ends.firstMissing()).isEqualTo(new SamplePosition(3, 0));
        assertThat(ends.missing(2)).isZero();
        assertThat(ends.partitionBeyond(2)).isEmpty();
    }

    @Test
    void a_partition_with_more_than_its_epochs_is_found() {
        assertThat(new LogEnds(layout, List.of(6L, 5L)).partitionBeyond(2)).hasValue(1);
        assertThat(new LogEnds(new EpochLayout(1, 2), List.of(1L, 1L)).partitionBeyond(4))
                .hasValue(1);
    }

    @Test
    void partitions_beyond_the_dataset_are_full_when_empty() {
        LogEnds ends = new LogEnds(new EpochLayout(2, 4), List.of(1L, 1L, 0L, 0L));

        assertThat(ends.firstMissing()).isEqualTo(new SamplePosition(2, 0));
        assertThat(ends.missing(1)).isZero();
    }

    @Test
    void each_partition_has_one_end() {
        assertThatThrownBy(() -> new LogEnds(layout, List.of(1L))).hasMessageContaining("1 end offsets");
    }
}

package cutmix.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.order.SamplePosition;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EpochProgressTest {

    @Property
    void the_next_sample_is_at_the_position_or_after_the_last_one_begins_the_next_epoch(
            @ForAll @IntRange(min = 1, max = 1_000) int epoch,
            @ForAll @IntRange(min = 1, max = 50) int epochSize,
            @ForAll @IntRange(max = 50) int position) {
        int trained = Math.min(position, epochSize);

        SamplePosition next = at(epoch, trained).next(epochSize);

        assertThat(next)
                .isEqualTo(
                        trained == epochSize ? new SamplePosition(epoch + 1, 0) : new SamplePosition(epoch, trained));
    }

    @Test
    void more_trained_samples_than_an_epoch_has_are_refused() {
        assertThat(at(3, 10).next(10)).isEqualTo(new SamplePosition(4, 0));
        assertThat(at(3, 9).next(10)).isEqualTo(new SamplePosition(3, 9));
        assertThatThrownBy(() -> at(3, 11).next(10))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("the checkpoint has 11 trained samples of an epoch, but an epoch has 10: ");
    }

    @Test
    void an_epoch_starts_at_its_first_sample() {
        assertThat(EpochProgress.startOf(7)).isEqualTo(at(7, 0));
        assertThat(EpochProgress.startOf(7).next(10)).isEqualTo(new SamplePosition(7, 0));
    }

    private static EpochProgress at(int epoch, int position) {
        return EpochProgress.builder().epoch(epoch).position(position).build();
    }
}

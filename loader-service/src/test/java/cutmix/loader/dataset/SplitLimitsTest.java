package cutmix.loader.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SplitLimitsTest {

    private final SplitLimits limits = new SplitLimits(OptionalInt.of(10), OptionalInt.empty());

    @Test
    void a_limit_takes_so_many_and_no_limit_takes_all() {
        assertThat(limits.trainSize(12)).isEqualTo(10);
        assertThat(limits.trainSize(10)).isEqualTo(10);
        assertThat(limits.testSize(7)).isEqualTo(7);
    }

    @Test
    void a_limit_beyond_the_dataset_is_refused() {
        assertThatThrownBy(() -> limits.trainSize(9))
                .isInstanceOf(UserException.class)
                .hasMessage("--train-limit 10 is more than the 9 training images there are: give at most 9");
    }
}

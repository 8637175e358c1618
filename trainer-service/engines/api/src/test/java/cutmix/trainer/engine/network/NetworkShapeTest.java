package cutmix.trainer.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkShapeTest {

    private static final NetworkInput INPUT = new NetworkInput(32, 32, 3, 10);

    @ParameterizedTest
    @CsvSource({"8, 1", "20, 3", "110, 18"})
    void a_depth_of_6n_plus_2_has_n_blocks_in_each_stack(int depth, int blocks) {
        assertThat(new NetworkShape(depth, INPUT).blocksPerStack()).isEqualTo(blocks);
    }

    @ParameterizedTest
    @ValueSource(ints = {21, 2, 0, -4})
    void any_other_depth_is_refused(int depth) {
        assertThatThrownBy(() -> new NetworkShape(depth, INPUT))
                .isInstanceOf(UserException.class)
                .hasMessage("--depth " + depth + " is not 6n+2: choose 8, 14, 20, 32, 44, 56 or 110");
    }

    @Test
    void one_class_is_nothing_to_tell_apart() {
        assertThatThrownBy(() -> new NetworkInput(32, 32, 3, 1))
                .isInstanceOf(UserException.class)
                .hasMessage("the dataset has 1 class: a network needs at least 2");
    }
}

package cutmix.trainer.engine.natives;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OmpThreadsTest {

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "1,2", "1.5", "2 threads", "1025", "99999999", "٣"})
    void another_value_than_a_count_of_threads_is_refused_in_one_line(String value) {
        assertThatThrownBy(() -> OmpThreads.require(Map.of("OMP_NUM_THREADS", value)))
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "OMP_NUM_THREADS=" + value + " is not a whole number from 1 to 1024: set it to the number of"
                                + " threads that the trainer may use, or unset it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "64", "1024", ""})
    void a_count_of_threads_is_accepted(String value) {
        assertThatCode(() -> OmpThreads.require(Map.of("OMP_NUM_THREADS", value)))
                .doesNotThrowAnyException();
    }

    @Test
    void the_variable_need_not_be_set() {
        assertThatCode(() -> OmpThreads.require(Map.of())).doesNotThrowAnyException();
    }
}

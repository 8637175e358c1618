package cutmix.schemas.failure;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.waiting.StartWait;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DurationSettingTest {

    @Test
    void the_least_is_enough() {
        assertThatCode(() -> DurationSetting.requireAtLeast("X", Duration.ZERO, Duration.ZERO))
                .doesNotThrowAnyException();
    }

    @Test
    void a_start_time_out_below_zero_is_a_wrong_setting() {
        assertThatThrownBy(() -> new StartWait(Map.of(), Duration.ofSeconds(1), Duration.ofSeconds(-5), line -> {}))
                .isInstanceOf(SettingException.class)
                .hasMessage("CUTMIX_START_TIMEOUT is -5000 ms: set it to at least 0 ms");
    }
}

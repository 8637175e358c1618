package cutmix.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartTimeoutTest {

    @Test
    void it_is_five_minutes_as_for_services() {
        assertThat(StartTimeout.of(Map.of())).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 300",
        "10m, 600",
        "PT2M, 120",
        "90, 90",
        "1h30m, 5400",
        "70000ms, 70",
        "1d, 86400",
        "0s, 60",
        "5, 60"
    })
    void the_variable_is_read_as_services_read_it_and_a_start_gets_a_minute_at_least(String value, long seconds) {
        assertThat(StartTimeout.of(Map.of("CUTMIX_START_TIMEOUT", value))).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "5x", "99999999999999999999"})
    void what_is_no_duration_is_refused(String value) {
        assertThatThrownBy(() -> StartTimeout.of(Map.of("CUTMIX_START_TIMEOUT", value)))
                .isInstanceOf(UserException.class)
                .hasMessage("CUTMIX_START_TIMEOUT=" + value + " is not a duration: choose one such as 5m or 300s");
    }
}

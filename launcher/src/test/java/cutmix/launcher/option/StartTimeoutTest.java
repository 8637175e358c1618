package cutmix.launcher.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartTimeoutTest {

    @Test
    void it_is_that_of_the_services_where_it_is_not_set() {
        assertThat(StartTimeout.of(Map.of())).isEqualTo(Duration.ofMinutes(5));
    }

    @ParameterizedTest
    @CsvSource({
        "0s, PT0S",
        "500ms, PT0.5S",
        "10s, PT10S",
        "5m, PT5M",
        "1h30m, PT1H30M",
        "2d, PT48H",
        "90, PT1M30S",
        "PT2M, PT2M"
    })
    void it_is_written_as_for_the_services(String value, Duration duration) {
        assertThat(StartTimeout.of(Map.of("CUTMIX_START_TIMEOUT", value))).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "-5s", "5 minutes", "99999999999999999999"})
    void what_is_no_duration_is_refused(String value) {
        assertThatThrownBy(() -> StartTimeout.of(Map.of("CUTMIX_START_TIMEOUT", value)))
                .isInstanceOf(SettingException.class)
                .hasMessage("CUTMIX_START_TIMEOUT '" + value
                        + "' is not a duration: give a number with a unit, such as 30s or 5m");
    }
}

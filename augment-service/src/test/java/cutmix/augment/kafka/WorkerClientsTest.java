package cutmix.augment.kafka;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.augment.settings.WorkerConfig;
import cutmix.schemas.failure.SettingException;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkerClientsTest {

    @ParameterizedTest
    @CsvSource({"-5s, -5000", "0s, 0"})
    void a_broker_timeout_below_one_millisecond_is_refused(String value, String millis) {
        // Given
        WorkerConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(WorkerConfig.class)
                .withDefaultValues(Map.of("cutmix.broker-timeout", value))
                .build()
                .getConfigMapping(WorkerConfig.class);
        WorkerClients clients = new WorkerClients(Map.of(), null, config, System.out);

        // Then
        assertThatThrownBy(clients::check)
                .isInstanceOf(SettingException.class)
                .hasMessage("CUTMIX_BROKER_TIMEOUT is " + millis + " ms: set it to at least 1 ms");
    }
}

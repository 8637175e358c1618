package cutmix.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepsTopicTest {

    @ParameterizedTest
    @CsvSource({"acks, 0", "acks, 1", "enable.idempotence, false"})
    void settings_of_all_clients_do_not_weaken_the_reports(String setting, String value) {
        // When
        Map<String, Object> config = StepsTopic.producerConfig(Map.of(setting, value));

        // Then
        assertThat(config).containsEntry("acks", "all").containsEntry("enable.idempotence", true);
    }
}

package cutmix.launcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientConfigTest {

    @Test
    void variables_of_kafka_become_properties_of_its_clients() {
        // Given
        Map<String, String> environment = Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_BOOTSTRAP_SERVERS", "elsewhere:9092",
                "PATH", "/bin");

        // When
        Map<String, Object> config = ClientConfig.of("localhost:19092", environment);

        // Then
        assertThat(config)
                .containsOnly(
                        Map.entry("security.protocol", "SASL_SSL"), Map.entry("bootstrap.servers", "localhost:19092"));
    }

    @ParameterizedTest
    @CsvSource({
        "KAFKA_SECURITY_PROTOCOL, FOO, security.protocol",
        "KAFKA_SESSION_TIMEOUT_MS, abc, session.timeout.ms",
        "KAFKA_GROUP_PROTOCOL, bogus, group.protocol"
    })
    void a_variable_that_clients_refuse_is_named(String variable, String value, String property) {
        Map<String, String> environment = Map.of(variable, value, "KAFKA_SECURITY", "any");

        assertThatThrownBy(() -> ClientConfig.check("localhost:19092", environment))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith(variable + " is refused by Kafka's clients: Invalid value " + value
                        + " for configuration " + property)
                .hasMessageEndingWith(": correct or unset it");
    }

    @Test
    void variables_of_other_programs_are_no_mistake() {
        assertThatCode(() -> ClientConfig.check(
                        "localhost:19092", Map.of("KAFKA_HEAP_OPTS", "-Xmx1g", "KAFKA_NODE_ID", "one")))
                .doesNotThrowAnyException();
    }

    @Test
    void the_registry_is_that_of_the_services() {
        assertThat(ClientConfig.of("localhost:19092", Map.of("CUTMIX_REGISTRY_URL", "http://registry")))
                .containsEntry("apicurio.registry.url", "http://registry");
    }
}

package cutmix.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

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

    @Test
    void the_registry_is_that_of_the_services() {
        assertThat(ClientConfig.of("localhost:19092", Map.of("CUTMIX_REGISTRY_URL", "http://registry")))
                .containsEntry("apicurio.registry.url", "http://registry");
    }
}

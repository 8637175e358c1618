package cutmix.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that servers and services log too little to hide the training output. */
class QuietServersTest {

    private final ComposeFile compose = ComposeFile.ofProject();

    @Test
    void the_broker_logs_warnings_only() {
        // When
        JsonNode environment = compose.services().get("kafka").get("environment");
        // Then: the settings cover all loggers of Kafka; with a level for the root logger, the image drops its appender
        assertThat(environment.get("KAFKA_LOG4J_LOGGERS").asText())
                .isEqualTo("${KAFKA_LOGGERS:-kafka=WARN,org.apache.kafka=WARN,state.change.logger=WARN}");
        assertThat(environment.has("KAFKA_LOG4J_ROOT_LOGLEVEL")).isFalse();
    }

    @Test
    void the_registry_logs_warnings_only() {
        // When
        JsonNode environment = compose.services().get("registry").get("environment");
        // Then
        assertThat(environment.get("QUARKUS_LOG_CONSOLE_LEVEL").asText()).isEqualTo("${REGISTRY_LOG_LEVEL:-WARN}");
        assertThat(environment.get("QUARKUS_BANNER_ENABLED").asText()).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loader-service", "augment-service", "trainer-service"})
    void a_service_that_starts_slowly_prints_no_stack_traces_of_its_threads(String module) throws IOException {
        // When
        Properties settings = new Properties();
        try (Reader file =
                Files.newBufferedReader(Path.of("../..", module, "src/main/resources/application.properties"))) {
            settings.load(file);
        }
        // Then
        assertThat(settings)
                .containsEntry("quarkus.vertx.max-event-loop-execute-time", "30s")
                .containsEntry("quarkus.vertx.warning-exception-time", "60s");
    }
}

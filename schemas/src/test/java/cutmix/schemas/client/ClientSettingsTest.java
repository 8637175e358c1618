package cutmix.schemas.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientSettingsTest {

    private static final String BROKERS = "localhost:9092";

    @Test
    void settings_of_all_clients_together_are_accepted() {
        Map<String, Object> shared = Map.of(
                "bootstrap.servers", BROKERS,
                "compression.type", "zstd",
                "group.id", "mine",
                "group.protocol", "consumer",
                "apicurio.registry.url", "http://localhost:8081",
                "enable.auto.commit", "true");

        assertThatCode(() -> ClientSettings.check(shared)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "compression.type, nonsense, producer",
        "fetch.max.wait.ms, abc, consumer",
        "security.protocol, FOO, consumer",
        "group.protocol, raft, consumer",
        "metadata.recovery.strategy, hope, consumer",
    })
    void a_setting_that_a_client_refuses_is_named_with_its_value(String setting, String value, String client) {
        assertThatThrownBy(() -> ClientSettings.check(Map.of("bootstrap.servers", BROKERS, setting, value)))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("a Kafka " + client + " refuses its settings: ")
                .hasMessageContaining(setting)
                .hasMessageContaining(value);
    }

    @Test
    void a_session_is_not_a_setting_of_a_consumer_whose_brokers_decide_on_it() {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                BROKERS,
                "group.id",
                "mine",
                "group.protocol",
                "consumer",
                "session.timeout.ms",
                9);

        assertThatThrownBy(() -> ClientSettings.checkConsumer(config))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("session.timeout.ms cannot be set when group.protocol=CONSUMER");
    }

    @ParameterizedTest
    @ValueSource(strings = {"foo", "ftp://host/"})
    void a_registry_without_an_address_is_refused_by_its_variable(String url) {
        assertThatThrownBy(
                        () -> ClientSettings.check(Map.of("bootstrap.servers", BROKERS, "apicurio.registry.url", url)))
                .isInstanceOf(SettingException.class)
                .hasMessageStartingWith("CUTMIX_REGISTRY_URL '" + url + "' is not an http or https URL");
    }

    @Test
    void a_client_gets_a_limit_for_the_answers_of_brokers() {
        Map<String, Object> shared = Map.of("bootstrap.servers", BROKERS, "request.timeout.ms", "7");

        Map<String, Object> limited = ClientSettings.answeredWithin(Duration.ofSeconds(2), shared);

        assertThat(limited)
                .containsEntry("bootstrap.servers", BROKERS)
                .containsEntry("request.timeout.ms", 2000)
                .containsEntry("default.api.timeout.ms", 2000);
    }

    @ParameterizedTest
    @CsvSource({"acks, 0", "acks, 1", "enable.idempotence, false"})
    void a_producer_of_transactions_is_accepted_whatever_all_clients_share(String setting, String value) {
        Map<String, Object> shared = Map.of("bootstrap.servers", BROKERS, setting, value);

        assertThatCode(() -> ClientSettings.checkProducer(ClientSettings.transactional(shared, "mine")))
                .doesNotThrowAnyException();
    }
}

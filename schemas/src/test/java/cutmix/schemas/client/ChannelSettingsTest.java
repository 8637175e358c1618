package cutmix.schemas.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelSettingsTest {

    private final ChannelSettings settings =
            new ChannelSettings("mp.messaging.incoming.images-train.", "mp.messaging.outgoing.images-cutmix.");

    @Test
    void variables_of_its_channels_and_all_others_are_taken() {
        assertThatCode(() -> settings.checkVariables(List.of(
                        "MP_MESSAGING_INCOMING_IMAGES_TRAIN_SESSION_TIMEOUT_MS",
                        "MP_MESSAGING_OUTGOING_IMAGES_CUTMIX_LINGER_MS",
                        "MP_MESSAGING_CONNECTOR_SMALLRYE_KAFKA_HEALTH_ENABLED",
                        "KAFKA_ACKS",
                        "PATH")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MP_MESSAGING_OUTGOING_MIXED_COMPRESSION_TYPE",
                "MP_MESSAGING_OUTGOING_IMAGES_TRAIN_LINGER_MS",
                "MP_MESSAGING_INCOMING_IMAGES_TRAINED_LINGER_MS"
            })
    void one_of_another_channel_is_refused_by_its_name(String name) {
        assertThatThrownBy(() -> settings.checkVariables(List.of("PATH", name)))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "%s is for a channel that this service does not have: unset it, or begin it with %s or %s",
                        name, "MP_MESSAGING_INCOMING_IMAGES_TRAIN_", "MP_MESSAGING_OUTGOING_IMAGES_CUTMIX_");
    }

    @Test
    void properties_of_its_channels_and_all_others_are_taken() {
        assertThatCode(() -> settings.checkProperties(
                        List.of(
                                "mp.messaging.incoming.images-train.session.timeout.ms",
                                "mp.messaging.outgoing.\"images-cutmix\".linger.ms",
                                "%local.mp.messaging.outgoing.images-cutmix.linger.ms",
                                "%test.mp.messaging.outgoing.mixed.compression.type",
                                "mp.messaging.connector.smallrye-kafka.health-enabled",
                                "kafka.acks"),
                        List.of("local")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mp.messaging.outgoing.mixed.compression.type",
                "mp.messaging.outgoing.images.cutmix.linger.ms",
                "mp.messaging.outgoing.\"images.cutmix\".linger.ms",
                "%local.mp.messaging.outgoing.mixed.compression.type",
                "%test,local.mp.messaging.outgoing.mixed.compression.type"
            })
    void a_property_of_another_channel_is_refused_by_its_name(String name) {
        assertThatThrownBy(() -> settings.checkProperties(List.of("kafka.acks", name), List.of("local")))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "%s is for a channel that this service does not have: unset it, or begin it with %s or %s",
                        name, "mp.messaging.incoming.images-train.", "mp.messaging.outgoing.images-cutmix.");
    }
}

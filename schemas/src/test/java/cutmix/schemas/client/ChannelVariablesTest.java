package cutmix.schemas.client;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelVariablesTest {

    private final ChannelVariables variables =
            new ChannelVariables("MP_MESSAGING_INCOMING_IMAGES_TRAIN_", "MP_MESSAGING_OUTGOING_IMAGES_CUTMIX_");

    @Test
    void variables_of_its_channels_and_all_others_are_taken() {
        assertThatCode(() -> variables.check(List.of(
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
        assertThatThrownBy(() -> variables.check(List.of("PATH", name)))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "%s is for a channel that this service does not have: unset it, or begin it with %s or %s",
                        name, "MP_MESSAGING_INCOMING_IMAGES_TRAIN_", "MP_MESSAGING_OUTGOING_IMAGES_CUTMIX_");
    }
}

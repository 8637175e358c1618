package cutmix.loader.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cutmix.loader.kafka.creation.SettingOrigins;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnTopicSettingsTest {

    private static final Optional<Short> THREE = Optional.of((short) 3);
    private static final SettingOrigins OPTIONS = new SettingOrigins("--replication-factor", "--topic-config");

    @Test
    void settings_are_keys_with_values() {
        OwnTopicSettings own = OwnTopicSettings.parse(THREE, OPTIONS, List.of("min.insync.replicas = 2", "x=a=b"));

        assertThat(own.replicationFactor()).isEqualTo(THREE);
        assertThat(own.settings()).isEqualTo(Map.of("min.insync.replicas", "2", "x", "a=b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"compression.type", "=zstd", "compression.type=", ""})
    void another_form_is_refused(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(setting))
                .withMessage("--topic-config '" + setting
                        + "' is not a setting: give key=value, such as min.insync.replicas=2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cleanup.policy=compact",
                "max.message.bytes=1000",
                "message.timestamp.type=LogAppendTime",
                "message.timestamp.before.max.ms=1",
                "message.timestamp.difference.max.ms=1",
                "retention.bytes=1000",
                "segment.bytes=1000"
            })
    void a_setting_that_the_pipeline_depends_on_is_refused(String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(setting))
                .withMessageStartingWith("--topic-config '" + setting + "' cannot be set (")
                .withMessageEndingWith("): omit it, or create the topics yourself");
    }

    @Test
    void two_values_of_one_setting_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("compression.type=zstd", "compression.type=lz4"))
                .withMessage("--topic-config 'compression.type=lz4': compression.type is given twice, give it once");
    }

    @Test
    void more_replicas_in_sync_than_replicas_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("min.insync.replicas=4"))
                .withMessageContaining("is more than the replication factor 3");
        assertThat(parse("min.insync.replicas=3").settings()).hasSize(1);
    }

    private static OwnTopicSettings parse(String... settings) {
        return OwnTopicSettings.parse(THREE, OPTIONS, List.of(settings));
    }
}

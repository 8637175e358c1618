package cutmix.schemas.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class MixingSettingsTest {

    private static final MixingSettings SETTINGS =
            new MixingSettings(new LinkedHashMap<>(Map.of("alpha", "0.25", "crop_padding", "4")));

    @Test
    void settings_are_found_again_in_the_header_that_they_make() {
        assertThat(MixingSettings.in(new RecordHeaders(List.of(SETTINGS.header()))))
                .contains(SETTINGS);
        assertThat(new String(
                        new MixingSettings(Map.of("alpha", "1.0")).header().value(), StandardCharsets.UTF_8))
                .isEqualTo("alpha=1.0");
    }

    @Test
    void a_record_without_a_readable_header_says_nothing() {
        assertThat(MixingSettings.in(new RecordHeaders())).isEmpty();
        for (String text : List.of(
                "", "alpha", "alpha=", "=1", "a=1;", "a=1;;b=2", "a=1=2", "A=1", "a=\u0000", "a=" + "1".repeat(101))) {
            assertThat(in(text.getBytes(StandardCharsets.UTF_8))).as(text).isEmpty();
        }
        assertThat(in(null)).isEmpty();
        assertThat(in("a=1;".repeat(1000).concat("b=2").getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void text_that_the_header_cannot_hold_is_refused() {
        assertThatThrownBy(() -> new MixingSettings(Map.of("alpha", "1;2")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static java.util.Optional<MixingSettings> in(byte[] value) {
        return MixingSettings.in(new RecordHeaders().add(MixingSettings.HEADER, value));
    }
}

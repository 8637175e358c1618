package cutmix.trainer.settings;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.mixing.MixingSettings;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.stream.NumberedBatch;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EffectiveSettingsTest {

    private final EffectiveSettings settings = new EffectiveSettings(Map.of("depth", "20"));

    @Test
    void an_epoch_names_all_settings_by_which_its_samples_were_mixed() {
        // Given: two workers with different settings
        settings.meet(mixedBy(new MixingSettings(Map.of("alpha", "1.0", "crop_padding", "4"))));
        settings.meet(mixedBy());
        settings.meet(mixedBy(new MixingSettings(Map.of("alpha", "0.25", "crop_padding", "4"))));
        // When, Then
        assertThat(settings.endEpoch()).isEqualTo(Map.of("depth", "20", "alpha", "0.25, 1.0", "crop_padding", "4"));
    }

    @Test
    void the_next_epoch_claims_nothing_of_the_mixing_of_the_one_before() {
        // Given
        settings.meet(mixedBy(new MixingSettings(Map.of("alpha", "1.0"))));
        settings.endEpoch();
        // When, Then
        assertThat(settings.endEpoch()).isEqualTo(Map.of("depth", "20"));
    }

    private static NumberedBatch mixedBy(MixingSettings... mixing) {
        return new NumberedBatch(new SamplePosition(1, 0), Optional.empty(), 0, Set.of(mixing));
    }
}

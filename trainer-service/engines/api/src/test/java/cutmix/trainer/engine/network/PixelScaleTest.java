package cutmix.trainer.engine.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PixelScaleTest {

    @Test
    void the_unit_scale_has_the_quotients_bit_for_bit() {
        // When
        float[][] table = PixelScale.toUnit(2).table();

        // Then
        for (float[] channel : table) {
            for (int value = 0; value < 256; value++) {
                assertThat(channel[value]).isEqualTo(value / 255f);
            }
        }
        assertThat(PixelScale.toUnit(2).leavesQuotients()).isTrue();
    }

    @Test
    void each_channel_has_its_own_mean_and_deviation() {
        // When
        PixelScale scale = new PixelScale(List.of(0.5f, 0.2f), List.of(0.25f, 0.1f));

        // Then
        assertThat(scale.table()[0][0]).isEqualTo(-2);
        assertThat(scale.table()[0][255]).isEqualTo(2);
        assertThat(scale.table()[1][51]).isCloseTo(0, within(1e-6f));
        assertThat(scale.table()[1][255]).isCloseTo(8, within(1e-5f));
        assertThat(scale.leavesQuotients()).isFalse();
    }
}

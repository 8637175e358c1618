package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class MixupTest {

    @Property(tries = 300)
    void every_byte_pair_blends_to_the_nearest_byte(@ForAll @DoubleRange(min = 0, max = 1) double lambda) {
        for (int base = 0; base < 256; base += 5) {
            for (int partner = 0; partner < 256; partner += 3) {
                double exact = partner + lambda * (base - partner);

                assertThat((double) blend(base, partner, lambda)).isCloseTo(exact, within(0.5 + 1e-9));
            }
        }
    }

    @Test
    void the_ends_are_the_images_themselves() {
        for (int value = 0; value < 256; value++) {
            assertThat(blend(value, 255 - value, 1)).isEqualTo(value);
            assertThat(blend(255 - value, value, 0)).isEqualTo(value);
        }
    }

    @Test
    void a_half_rounds_up() {
        assertThat(blend(0, 1, 0.5)).isEqualTo(1);
        assertThat(blend(254, 255, 0.5)).isEqualTo(255);
    }

    private static int blend(int base, int partner, double lambda) {
        byte[] target = {(byte) base};
        Mixup.blend(target, ByteBuffer.wrap(new byte[] {(byte) partner}), lambda);
        return target[0] & 0xFF;
    }
}

package cutmix.augment.mixing;

import java.nio.ByteBuffer;

/**
 * Blends two images pixel by pixel (Zhang et al., "mixup: Beyond empirical risk minimization", ICLR 2018, section 2).
 * The base's weight in the label is λ.
 */
public final class Mixup {

    private Mixup() {}

    /**
     * Sets every byte to ⌊λ · base + (1 − λ) · partner + ½⌋, in double arithmetic.
     *
     * @param target the base, overwritten with the blend
     * @param partner the same number of bytes, from the buffer's position on
     * @param lambda λ, in [0, 1]
     */
    static void blend(byte[] target, ByteBuffer partner, double lambda) {
        int start = partner.position();
        for (int i = 0; i < target.length; i++) {
            double blended = lambda * (target[i] & 0xFF) + (1 - lambda) * (partner.get(start + i) & 0xFF);
            target[i] = (byte) (int) (blended + 0.5);
        }
    }
}

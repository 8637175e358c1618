package cutmix.schemas.image.webp.lossy;

import java.io.IOException;

/**
 * The divisors of the coefficients of a segment (9.6 and 14.1): for the first coefficient of a block, and for all
 * others.
 *
 * @param luma divisors of luminance blocks
 * @param means divisors of the block of all their first coefficients
 * @param chroma divisors of color blocks
 */
record Quantizer(int[] luma, int[] means, int[] chroma) {

    private static final int MOST = 127;
    private static final int MOST_CHROMA_DC = 117;
    private static final int LEAST_MEANS_AC = 8;

    /** Reads the quantizers of all segments. */
    static Quantizer[] read(BoolDecoder in, Segmentation segmentation) throws IOException {
        int base = in.number(7);
        int[] deltas = new int[5];
        for (int i = 0; i < deltas.length; i++) {
            deltas[i] = in.optionalNumber(4);
        }
        Quantizer[] quantizers = new Quantizer[Segmentation.SEGMENTS];
        for (int i = 0; i < quantizers.length; i++) {
            quantizers[i] = of(segmentation.value(segmentation.quantizers(), i, base), deltas);
        }
        return quantizers;
    }

    private static Quantizer of(int index, int[] deltas) {
        int[] luma = {dc(index + deltas[0], MOST), ac(index)};
        int[] means = {2 * dc(index + deltas[1], MOST), Math.max(LEAST_MEANS_AC, ac(index + deltas[2]) * 155 / 100)};
        int[] chroma = {dc(index + deltas[3], MOST_CHROMA_DC), ac(index + deltas[4])};
        return new Quantizer(luma, means, chroma);
    }

    private static int dc(int index, int most) {
        return Constants.DC_STEPS[Math.max(0, Math.min(most, index))];
    }

    private static int ac(int index) {
        return Constants.AC_STEPS[Math.max(0, Math.min(MOST, index))];
    }
}

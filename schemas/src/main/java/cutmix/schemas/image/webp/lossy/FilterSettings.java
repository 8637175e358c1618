package cutmix.schemas.image.webp.lossy;

import java.io.IOException;

/**
 * Settings of the loop filter (9.6 and 15.2).
 *
 * @param level 0 to 63; 0 disables the filter
 * @param wholeDelta level added for all macroblocks
 * @param dividedDelta level added for macroblocks whose subblocks have separate modes
 */
record FilterSettings(boolean simple, int level, int sharpness, int wholeDelta, int dividedDelta) {

    private static final int REFERENCES = 4;

    /** The filter strength at the edges of a macroblock. */
    record Strength(int edge, int interior, int variance) {

        static final Strength NONE = new Strength(0, 0, 0);
    }

    static FilterSettings read(BoolDecoder in) throws IOException {
        boolean simple = in.flag();
        int level = in.number(6);
        int sharpness = in.number(3);
        int[] deltas = new int[2 * REFERENCES];
        // The first of each four values is for key frames.
        if (in.flag() && in.flag()) {
            for (int i = 0; i < deltas.length; i++) {
                deltas[i] = in.optionalNumber(6);
            }
        }
        return new FilterSettings(simple, level, sharpness, deltas[0], deltas[REFERENCES]);
    }

    /** @param divided whether the macroblock's subblocks have separate modes */
    Strength strength(Segmentation segmentation, int segment, boolean divided) {
        int base = segmentation.value(segmentation.strengths(), segment, level);
        int strength = Math.max(0, Math.min(63, base + wholeDelta + (divided ? dividedDelta : 0)));
        if (level == 0 || strength == 0) {
            return Strength.NONE;
        }
        int interior = strength;
        if (sharpness > 0) {
            interior = Math.min(interior >> (sharpness > 4 ? 2 : 1), 9 - sharpness);
        }
        interior = Math.max(1, interior);
        return new Strength(2 * strength + interior, interior, strength >= 40 ? 2 : strength >= 15 ? 1 : 0);
    }
}

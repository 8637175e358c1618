package cutmix.schemas.image.tiff;

import java.util.Set;

/** The numbers of fields (TIFF 6.0, and its technical note 2 for JPEG). */
final class Tag {

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC_INTERPRETATION = 262;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int PLANAR_CONFIGURATION = 284;
    static final int TILE_WIDTH = 322;
    static final int TILE_LENGTH = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int SAMPLE_FORMAT = 339;

    /** Further fields that affect the pixels, in addition to those above. */
    private static final Set<Integer> OTHERS = Set.of(
            // Fill order, options of fax compression, predictor, palette, inks, extra samples, JPEG tables.
            266,
            292,
            293,
            317,
            320,
            332,
            334,
            338,
            347,
            // YCbCr: coefficients, subsampling, positioning, reference black and white.
            529,
            530,
            531,
            532);

    private static final Set<Integer> NAMED = Set.of(
            WIDTH,
            HEIGHT,
            BITS_PER_SAMPLE,
            COMPRESSION,
            PHOTOMETRIC_INTERPRETATION,
            STRIP_OFFSETS,
            SAMPLES_PER_PIXEL,
            ROWS_PER_STRIP,
            STRIP_BYTE_COUNTS,
            PLANAR_CONFIGURATION,
            TILE_WIDTH,
            TILE_LENGTH,
            TILE_OFFSETS,
            TILE_BYTE_COUNTS,
            SAMPLE_FORMAT);

    private Tag() {}

    /** Returns whether a field is needed to decode the pixels. */
    static boolean isNeeded(int tag) {
        return NAMED.contains(tag) || OTHERS.contains(tag);
    }
}

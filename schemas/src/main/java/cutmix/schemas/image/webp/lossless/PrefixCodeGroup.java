package cutmix.schemas.image.webp.lossless;

import java.io.IOException;

/**
 * The prefix codes of a part of an image (3.7.2).
 *
 * @param green code of green values, then copy lengths, then indices into the color cache
 */
record PrefixCodeGroup(PrefixCode green, PrefixCode red, PrefixCode blue, PrefixCode alpha, PrefixCode distance) {

    static final int VALUES = 256;
    static final int LENGTHS = 24;
    private static final int DISTANCES = 40;

    static PrefixCodeGroup read(BitReader in, int cacheSize) throws IOException {
        return new PrefixCodeGroup(
                PrefixCodeReader.read(in, VALUES + LENGTHS + cacheSize),
                PrefixCodeReader.read(in, VALUES),
                PrefixCodeReader.read(in, VALUES),
                PrefixCodeReader.read(in, VALUES),
                PrefixCodeReader.read(in, DISTANCES));
    }

    /** Returns the number of integers that these codes hold in memory. */
    int size() {
        return green.size() + red.size() + blue.size() + alpha.size() + distance.size();
    }
}

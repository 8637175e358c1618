package cutmix.schemas.image.webp.lossless;

import cutmix.schemas.image.source.ImageFormatException;
import java.io.IOException;

/** Reads prefix codes, which are themselves stored in a prefix code (3.7.2.1). */
final class PrefixCodeReader {

    private static final int[] LENGTH_ORDER = {17, 18, 0, 1, 2, 3, 4, 5, 16, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    private static final int REPEAT_PREVIOUS = 16;
    private static final int[] REPEAT_BITS = {2, 3, 7};
    private static final int[] LEAST_REPEATS = {3, 3, 11};

    private PrefixCodeReader() {}

    /** @param alphabet the number of symbols */
    static PrefixCode read(BitReader in, int alphabet) throws IOException {
        int[] lengths = new int[alphabet];
        if (in.readFlag()) {
            boolean two = in.readFlag();
            mark(lengths, in.read(in.readFlag() ? 8 : 1));
            if (two) {
                mark(lengths, in.read(8));
            }
        } else {
            readLengths(in, lengths);
        }
        return PrefixCode.of(lengths);
    }

    private static void mark(int[] lengths, int symbol) throws ImageFormatException {
        if (symbol >= lengths.length) {
            throw ImageFormatException.damaged("a prefix code of the unknown symbol " + symbol);
        }
        lengths[symbol] = 1;
    }

    private static void readLengths(BitReader in, int[] lengths) throws IOException {
        int[] lengthLengths = new int[LENGTH_ORDER.length];
        int stored = 4 + in.read(4);
        for (int i = 0; i < stored; i++) {
            lengthLengths[LENGTH_ORDER[i]] = in.read(3);
        }
        PrefixCode code = PrefixCode.of(lengthLengths);
        int left = lengths.length;
        if (in.readFlag()) {
            left = 2 + in.read(2 + 2 * in.read(3));
            if (left > lengths.length) {
                throw ImageFormatException.damaged("a prefix code of more symbols than there are");
            }
        }
        int previous = 8;
        for (int symbol = 0; symbol < lengths.length && left > 0; left--) {
            int length = code.read(in);
            if (length < REPEAT_PREVIOUS) {
                lengths[symbol++] = length;
                previous = length == 0 ? previous : length;
                continue;
            }
            int kind = length - REPEAT_PREVIOUS;
            int repeats = LEAST_REPEATS[kind] + in.read(REPEAT_BITS[kind]);
            if (repeats > lengths.length - symbol) {
                throw ImageFormatException.damaged("a prefix code of more symbols than there are");
            }
            for (int i = 0; i < repeats; i++) {
                lengths[symbol++] = kind == 0 ? previous : 0;
            }
        }
    }
}

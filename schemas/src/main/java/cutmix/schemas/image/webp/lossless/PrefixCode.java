package cutmix.schemas.image.webp.lossless;

import cutmix.schemas.image.source.ImageFormatException;
import java.io.IOException;

/** A canonical prefix code (3.7.2). A code with a single symbol needs no bits. */
final class PrefixCode {

    private static final int LONGEST = 15;
    private static final int LOOKUP_BITS = 8;

    /** Symbols sorted by code length, then by value. */
    private final short[] symbols;
    /** The number of symbols of each length. */
    private final int[] counts = new int[LONGEST + 1];
    /** Length and symbol of a short code, indexed by the next bits; 0 for long codes. */
    private final int[] lookup;

    private final int lookupBits;

    private PrefixCode(int[] lengths) throws ImageFormatException {
        int used = 0;
        int longest = 0;
        for (int length : lengths) {
            if (length > 0) {
                used++;
                counts[length]++;
                longest = Math.max(longest, length);
            }
        }
        symbols = new short[used];
        int at = 0;
        for (int length = 1; length <= longest; length++) {
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    symbols[at++] = (short) symbol;
                }
            }
        }
        if (used != 1) {
            requireComplete();
        }
        lookupBits = used == 1 ? 0 : Math.min(LOOKUP_BITS, longest);
        lookup = new int[1 << lookupBits];
        fillLookup();
    }

    /**
     * @param lengths code length of each symbol in bits, 0 if the symbol is not used
     * @throws ImageFormatException if the lengths do not form a complete code
     */
    static PrefixCode of(int[] lengths) throws ImageFormatException {
        return new PrefixCode(lengths);
    }

    private void requireComplete() throws ImageFormatException {
        int left = 1;
        for (int length = 1; length <= LONGEST; length++) {
            left = 2 * left - counts[length];
            if (left < 0) {
                break;
            }
        }
        if (left != 0) {
            throw ImageFormatException.damaged("its prefix codes are not complete");
        }
    }

    private void fillLookup() {
        int code = 0;
        int at = 0;
        for (int length = 1; length <= lookupBits; length++) {
            code <<= 1;
            for (int i = 0; i < counts[length]; i++) {
                int start = Integer.reverse(code) >>> Integer.SIZE - length;
                for (int bits = start; bits < lookup.length; bits += 1 << length) {
                    lookup[bits] = symbols[at] << 4 | length;
                }
                code++;
                at++;
            }
        }
    }

    int read(BitReader in) throws IOException {
        if (symbols.length == 1) {
            return symbols[0];
        }
        int bits = in.peek(LONGEST);
        int entry = lookup[bits & lookup.length - 1];
        if (entry != 0) {
            in.skip(entry & 15);
            return entry >> 4;
        }
        // The first code of a length follows from the number of shorter codes.
        int code = 0;
        int first = 0;
        int at = 0;
        for (int length = 1; length <= LONGEST; length++) {
            code = code << 1 | bits >> length - 1 & 1;
            first <<= 1;
            if (code - first < counts[length]) {
                in.skip(length);
                return symbols[at + code - first];
            }
            at += counts[length];
            first += counts[length];
        }
        throw ImageFormatException.damaged("unknown prefix code");
    }

    /** Returns the number of integers that this code holds in memory. */
    int size() {
        return symbols.length / 2 + lookup.length + counts.length;
    }
}

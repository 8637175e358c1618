package cutmix.schemas.image.webp.lossy;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;

/** Reads booleans with known probabilities from a part of a file (section 7). */
final class BoolDecoder {

    private static final int BUFFER = 1 << 12;
    private static final int HALF = 128;

    private final ImageSource source;
    private final long end;
    private long position;

    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private int used;

    /** The width of the remaining interval, minus 1. */
    private int range = 254;

    private long value;
    /** The number of bits of the value that have not been compared yet, minus 8. */
    private int bits = -8;

    /**
     * @param begin position in the file, in bytes
     * @param end position in the file, in bytes
     */
    BoolDecoder(ImageSource source, long begin, long end) {
        this.source = source;
        this.position = begin;
        this.end = end;
    }

    /**
     * @param probability of false, in 256ths
     * @throws ImageFormatException if the part ends
     */
    boolean read(int probability) throws IOException {
        while (bits < 0) {
            value = value << 8 | nextByte();
            bits += 8;
        }
        int split = range * probability >> 8;
        boolean result = (value >> bits) > split;
        int left;
        if (result) {
            left = range - split;
            value -= (long) (split + 1) << bits;
        } else {
            left = split + 1;
        }
        int shift = Integer.numberOfLeadingZeros(left) - (Integer.SIZE - 8);
        range = (left << shift) - 1;
        bits -= shift;
        return result;
    }

    /** Reads a bit with a given probability, as a number. */
    int bit(int probability) throws IOException {
        return read(probability) ? 1 : 0;
    }

    boolean flag() throws IOException {
        return read(HALF);
    }

    /** Reads a number, highest bit first. */
    int number(int length) throws IOException {
        int number = 0;
        for (int i = 0; i < length; i++) {
            number = number << 1 | bit(HALF);
        }
        return number;
    }

    /** Reads a number, then its sign. */
    int signedNumber(int length) throws IOException {
        int number = number(length);
        return flag() ? -number : number;
    }

    /** Reads a flag, and if it is set, a number and its sign; otherwise returns 0. */
    int optionalNumber(int length) throws IOException {
        return flag() ? signedNumber(length) : 0;
    }

    private int nextByte() throws IOException {
        if (used == filled) {
            int length = (int) Math.min(BUFFER, end - position);
            filled = length <= 0 ? 0 : Math.max(0, source.read(position, buffer, 0, length));
            used = 0;
            position += filled;
            if (filled == 0) {
                throw ImageFormatException.truncated("its pixels end too early");
            }
        }
        return buffer[used++] & 0xFF;
    }
}

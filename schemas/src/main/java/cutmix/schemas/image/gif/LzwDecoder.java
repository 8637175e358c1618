package cutmix.schemas.image.gif;

import cutmix.schemas.image.source.ImageFormatException;
import java.io.IOException;

/** Decompresses the pixels of a frame (appendix F): codes of increasing length, in blocks of up to 255 bytes. */
final class LzwDecoder {

    private static final int MOST_BITS = 12;
    private static final int MOST_CODES = 1 << MOST_BITS;

    private final GifStream stream;
    private final int clear;
    /** For each code, the code of all its pixels except the last one. */
    private final short[] prefix = new short[MOST_CODES];

    private final byte[] last = new byte[MOST_CODES];
    /** The pixels of one code, from the last to the first. */
    private final byte[] reversed = new byte[MOST_CODES];

    private int pending;
    private int next;
    private int bits;
    private int previous = -1;
    private int first;

    private int buffer;
    private int bufferedBits;
    private int leftInBlock;

    LzwDecoder(GifStream stream) throws IOException {
        this.stream = stream;
        int smallest = stream.octet();
        if (smallest < 1 || smallest > 8) {
            throw ImageFormatException.damaged("its codes begin with " + smallest + " bits");
        }
        this.clear = 1 << smallest;
        for (int i = 0; i < clear; i++) {
            last[i] = (byte) i;
        }
        reset();
    }

    /** Fills an array with the next pixels. */
    void read(byte[] pixels) throws IOException {
        int at = 0;
        while (at < pixels.length) {
            if (pending == 0) {
                decode();
            }
            while (pending > 0 && at < pixels.length) {
                pixels[at++] = reversed[--pending];
            }
        }
    }

    private void reset() {
        next = clear + 2;
        bits = 32 - Integer.numberOfLeadingZeros(clear + 1);
        previous = -1;
    }

    private void decode() throws IOException {
        int code = code();
        if (code == clear) {
            reset();
            return;
        }
        if (code == clear + 1) {
            throw ImageFormatException.damaged("its first frame ends before its last row");
        }
        if (code > next || code == next && (previous < 0 || next == MOST_CODES)) {
            throw ImageFormatException.damaged("it has a code that is not defined yet");
        }
        int rest = code;
        if (code == next) {
            reversed[pending++] = (byte) first;
            rest = previous;
        }
        while (rest > clear) {
            reversed[pending++] = last[rest];
            rest = prefix[rest];
        }
        first = last[rest] & 0xFF;
        reversed[pending++] = (byte) first;
        define();
        previous = code;
    }

    private void define() {
        if (previous < 0 || next == MOST_CODES) {
            return;
        }
        prefix[next] = (short) previous;
        last[next] = (byte) first;
        next++;
        if (next == 1 << bits && bits < MOST_BITS) {
            bits++;
        }
    }

    private int code() throws IOException {
        while (bufferedBits < bits) {
            if (leftInBlock == 0) {
                leftInBlock = stream.octet();
                if (leftInBlock == 0) {
                    throw ImageFormatException.damaged("its first frame ends before its last row");
                }
            }
            buffer |= stream.octet() << bufferedBits;
            bufferedBits += 8;
            leftInBlock--;
        }
        int code = buffer & (1 << bits) - 1;
        buffer >>>= bits;
        bufferedBits -= bits;
        return code;
    }
}

package cutmix.schemas.image.webp.lossless;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;

/** Reads bits from a part of a file, low bits of each byte first. */
public final class BitReader {

    private static final int BUFFER = 1 << 13;

    private final ImageSource source;
    private final long end;
    private long position;

    private final byte[] buffer = new byte[BUFFER];
    private int filled;
    private int used;

    private long bits;
    private int count;

    /**
     * @param begin position in the file, in bytes
     * @param end position in the file, in bytes
     */
    public BitReader(ImageSource source, long begin, long end) {
        this.source = source;
        this.position = begin;
        this.end = end;
    }

    /** @param n number of bits, up to 32 */
    int read(int n) throws IOException {
        int value = peek(n);
        skip(n);
        return value;
    }

    boolean readFlag() throws IOException {
        return read(1) == 1;
    }

    /** Returns the next bits without consuming them, with zeros after the end. */
    int peek(int n) throws IOException {
        if (count < n) {
            fill();
        }
        return (int) (bits & (1L << n) - 1);
    }

    /** @throws ImageFormatException if fewer bits remain */
    void skip(int n) throws IOException {
        if (n > count) {
            fill();
            if (n > count) {
                throw ImageFormatException.truncated("its pixels end too early");
            }
        }
        bits >>>= n;
        count -= n;
    }

    private void fill() throws IOException {
        while (count <= Long.SIZE - 2 * Byte.SIZE) {
            if (used == filled) {
                int length = (int) Math.min(BUFFER, end - position);
                filled = length <= 0 ? 0 : Math.max(0, source.read(position, buffer, 0, length));
                used = 0;
                position += filled;
                if (filled == 0) {
                    return;
                }
            }
            bits |= (buffer[used++] & 0xFFL) << count;
            count += Byte.SIZE;
        }
    }
}

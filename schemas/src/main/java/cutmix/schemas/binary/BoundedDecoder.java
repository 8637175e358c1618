package cutmix.schemas.binary;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Decodes Avro's binary encoding (Avro specification, "Binary encoding") from an array. The decoder compares every
 * length and count with the number of remaining bytes before it allocates memory or reads items, so a value needs at
 * most a small multiple of its own size. Avro's own decoder does not know the number of remaining bytes, and allocates
 * whatever a length field states.
 *
 * <p>The decoder assumes that an item of an array or a map is at least one byte long, as all items except {@code null}
 * and empty records are.
 *
 * <p>All methods throw {@link IOException} for invalid bytes, and no other exception. Not thread-safe.
 */
final class BoundedDecoder extends Decoder {

    private static final int BYTE_BITS = 7;
    private static final int LOW_BITS = 0x7F;
    private static final int INT_SHIFT_LIMIT = 28;
    private static final int LONG_SHIFT_LIMIT = 63;

    private byte[] bytes = {};
    private int position;

    /** Starts reading another array at the given index. */
    void begin(byte[] array, int start) {
        bytes = array;
        position = start;
    }

    int remaining() {
        return bytes.length - position;
    }

    @Override
    public void readNull() {}

    @Override
    public boolean readBoolean() throws IOException {
        return next() == 1;
    }

    @Override
    public int readInt() throws IOException {
        byte first = next();
        int bits = first >= 0 ? first : restOfInt(first & LOW_BITS);
        return bits >>> 1 ^ -(bits & 1);
    }

    private int restOfInt(int bits) throws IOException {
        for (int shift = BYTE_BITS; ; shift += BYTE_BITS) {
            byte next = next();
            if (shift == INT_SHIFT_LIMIT && (next & 0xF0) != 0) {
                throw new InvalidNumberEncodingException("a number has more than 32 bits");
            }
            bits |= (next & LOW_BITS) << shift;
            if (next >= 0) {
                return bits;
            }
        }
    }

    @Override
    public long readLong() throws IOException {
        byte first = next();
        long bits = first >= 0 ? first : restOfLong(first & LOW_BITS);
        return bits >>> 1 ^ -(bits & 1);
    }

    private long restOfLong(long bits) throws IOException {
        for (int shift = BYTE_BITS; ; shift += BYTE_BITS) {
            byte next = next();
            if (shift == LONG_SHIFT_LIMIT && (next & 0xFE) != 0) {
                throw new InvalidNumberEncodingException("a number has more than 64 bits");
            }
            bits |= (long) (next & LOW_BITS) << shift;
            if (next >= 0) {
                return bits;
            }
        }
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat(littleEndian(take(Float.BYTES)));
    }

    @Override
    public double readDouble() throws IOException {
        int start = take(Double.BYTES);
        long low = littleEndian(start) & 0xFFFF_FFFFL;
        return Double.longBitsToDouble((long) littleEndian(start + Integer.BYTES) << Integer.SIZE | low);
    }

    private int littleEndian(int start) {
        return bytes[start] & 0xFF
                | (bytes[start + 1] & 0xFF) << 8
                | (bytes[start + 2] & 0xFF) << 16
                | bytes[start + 3] << 24;
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        return new Utf8(copy());
    }

    @Override
    public String readString() throws IOException {
        int length = length();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    @Override
    public void skipString() throws IOException {
        take(length());
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        return ByteBuffer.wrap(copy());
    }

    @Override
    public void skipBytes() throws IOException {
        take(length());
    }

    @Override
    public void readFixed(byte[] target, int start, int length) throws IOException {
        System.arraycopy(bytes, take(length), target, start, length);
    }

    @Override
    public void skipFixed(int length) throws IOException {
        take(length);
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return items();
    }

    @Override
    public long arrayNext() throws IOException {
        return items();
    }

    @Override
    public long skipArray() throws IOException {
        return itemsToSkip();
    }

    @Override
    public long readMapStart() throws IOException {
        return items();
    }

    @Override
    public long mapNext() throws IOException {
        return items();
    }

    @Override
    public long skipMap() throws IOException {
        return itemsToSkip();
    }

    /** Returns the number of items in the next block; a negative count is followed by the block's size in bytes. */
    private long items() throws IOException {
        long count = readLong();
        if (count >= 0) {
            return require(count, "items");
        }
        length();
        return require(-count, "items");
    }

    /** Skips the blocks whose size is known. Returns the number of items in the next block, or 0 after the last one. */
    private long itemsToSkip() throws IOException {
        long count = readLong();
        while (count < 0) {
            require(-count, "items");
            take(length());
            count = readLong();
        }
        return require(count, "items");
    }

    private byte[] copy() throws IOException {
        byte[] copy = new byte[length()];
        System.arraycopy(bytes, take(copy.length), copy, 0, copy.length);
        return copy;
    }

    private int length() throws IOException {
        return require(readLong(), "bytes");
    }

    private int require(long count, String of) throws IOException {
        if (count < 0 || count > remaining()) { // The negation of Long.MIN_VALUE is negative, too.
            throw new EOFException(count + " " + of + " are announced, " + remaining() + " bytes are left");
        }
        return (int) count;
    }

    private byte next() throws IOException {
        return bytes[take(1)];
    }

    /** Skips bytes, which must exist, and returns the index of the first one. */
    private int take(int count) throws IOException {
        int start = position;
        if (count > bytes.length - start) {
            throw new EOFException("it ends too early");
        }
        position = start + count;
        return start;
    }
}

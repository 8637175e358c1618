package cutmix.schemas.image.webp;

import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The chunks of a file or of a chunk, in order (RFC 9649, 2.3). */
final class Riff {

    private static final int HEADER = 8;

    private final ImageSource source;
    private final long end;
    private long next;
    private String name = "";
    private long begin;
    private long length;

    /**
     * @param begin position of the first chunk
     * @param end position after the last chunk
     */
    Riff(ImageSource source, long begin, long end) {
        this.source = source;
        this.next = begin;
        this.end = Math.min(end, source.size());
    }

    /**
     * Moves to the next chunk.
     *
     * @return whether there is a next chunk with a complete name and length
     */
    boolean advance() throws IOException {
        if (next > end - HEADER) {
            return false;
        }
        byte[] header = source.bytes(next, HEADER);
        name = new String(header, 0, 4, StandardCharsets.ISO_8859_1);
        begin = next + HEADER;
        length = number(header, 4, 4);
        // Chunks begin at even positions.
        next = begin + length + length % 2;
        return true;
    }

    String name() {
        return name;
    }

    /** Returns the position of the first byte after the header. */
    long begin() {
        return begin;
    }

    /** Returns the position after the last byte, which can be beyond the end of the file. */
    long end() {
        return begin + length;
    }

    long length() {
        return length;
    }

    /** Returns whether the chunk ends within the file. */
    boolean isWhole() {
        return begin + length <= source.size();
    }

    /** Reads a little-endian number of several bytes. */
    static long number(byte[] bytes, int at, int count) {
        long number = 0;
        for (int i = count - 1; i >= 0; i--) {
            number = number << 8 | bytes[at + i] & 0xFF;
        }
        return number;
    }
}

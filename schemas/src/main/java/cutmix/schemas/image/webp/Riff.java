package cutmix.schemas.image.webp;

import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Chunks of a file, or of a chunk, one after the other (RFC 9649, 2.3). */
final class Riff {

    private static final int HEADER = 8;

    private final ImageSource source;
    private final long end;
    private long next;
    private String name = "";
    private long begin;
    private long length;

    /**
     * @param begin of the first chunk
     * @param end behind the last chunk
     */
    Riff(ImageSource source, long begin, long end) {
        this.source = source;
        this.next = begin;
        this.end = Math.min(end, source.size());
    }

    /**
     * Goes to the next chunk.
     *
     * @return whether there is one, with its name and length whole
     */
    boolean advance() throws IOException {
        if (next > end - HEADER) {
            return false;
        }
        byte[] header = source.bytes(next, HEADER);
        name = new String(header, 0, 4, StandardCharsets.ISO_8859_1);
        begin = next + HEADER;
        length = number(header, 4, 4);
        // Chunks begin at even places.
        next = begin + length + length % 2;
        return true;
    }

    String name() {
        return name;
    }

    /** Place of the first byte behind the header. */
    long begin() {
        return begin;
    }

    /** Place behind the last byte, which may lie behind the end of the file. */
    long end() {
        return begin + length;
    }

    long length() {
        return length;
    }

    /** Whether the chunk ends within the file. */
    boolean isWhole() {
        return begin + length <= source.size();
    }

    /** A number of several bytes, the low one first. */
    static long number(byte[] bytes, int at, int count) {
        long number = 0;
        for (int i = count - 1; i >= 0; i--) {
            number = number << 8 | bytes[at + i] & 0xFF;
        }
        return number;
    }
}

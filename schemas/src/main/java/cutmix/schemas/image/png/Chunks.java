package cutmix.schemas.image.png;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** The chunks of a file, in order (5.3): length, type, data, checksum of type and data. */
final class Chunks {

    private static final int TYPE = 4;
    private static final int LENGTH = 4;
    private static final int CHECKSUM = 4;

    private final ImageSource source;
    private long next;
    private long data;
    private long length;
    private String type = "";

    /** @param position position of the first chunk */
    Chunks(ImageSource source, long position) {
        this.source = source;
        this.next = position;
    }

    /**
     * Moves to the next chunk.
     *
     * @return whether there is a next chunk with a complete length and type
     */
    boolean advance() throws IOException {
        if (next > source.size() - LENGTH - TYPE) {
            return false;
        }
        byte[] start = source.bytes(next, LENGTH + TYPE);
        length = (start[0] & 0xFFL) << 24 | (start[1] & 0xFF) << 16 | (start[2] & 0xFF) << 8 | start[3] & 0xFF;
        type = new String(start, LENGTH, TYPE, StandardCharsets.ISO_8859_1);
        if (length > Integer.MAX_VALUE || !type.chars().allMatch(Chunks::isLetter)) {
            throw ImageFormatException.damaged("no chunk at byte " + next);
        }
        data = next + LENGTH + TYPE;
        next = data + length + CHECKSUM;
        return true;
    }

    /** Like {@link #advance}, but returns false if the bytes are not a chunk. */
    boolean advanceIfSound() throws IOException {
        try {
            return advance();
        } catch (ImageFormatException e) {
            return false;
        }
    }

    /** Returns an independent copy at the same position. */
    Chunks copy() {
        return new Chunks(source, next);
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }

    /**
     * Returns the type, four letters. The first is a lower-case letter if the image can be decoded without the chunk.
     */
    String type() {
        return type;
    }

    boolean isCritical() {
        return Character.isUpperCase(type.charAt(0));
    }

    /** Returns the size of the data in bytes. */
    long length() {
        return length;
    }

    /**
     * Reads data of this chunk, fewer bytes than requested if the file ends.
     *
     * @param offset offset within the data
     */
    byte[] available(long offset, int count) throws IOException {
        return source.bytes(
                Math.min(data + offset, source.size()), Math.max(0, Math.min(count, source.size() - data - offset)));
    }

    /** Reads all data of this chunk. */
    byte[] data() throws IOException {
        return source.bytes(data, length);
    }

    /** Returns the checksum of the type, to be updated with the data. */
    CRC32 checksum() {
        CRC32 checksum = new CRC32();
        checksum.update(type.getBytes(StandardCharsets.ISO_8859_1));
        return checksum;
    }

    /**
     * Returns whether the data is followed by this checksum. A checksum beyond the end of the file counts as correct.
     */
    boolean endsWith(CRC32 checksum) throws IOException {
        if (next > source.size()) {
            return true;
        }
        byte[] stored = source.bytes(data + length, CHECKSUM);
        int value = stored[0] << 24 | (stored[1] & 0xFF) << 16 | (stored[2] & 0xFF) << 8 | stored[3] & 0xFF;
        return value == (int) checksum.getValue();
    }
}

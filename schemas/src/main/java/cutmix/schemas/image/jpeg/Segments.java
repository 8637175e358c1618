package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The marker segments of a file, in order (ITU-T T.81, B.1.1). */
final class Segments {

    private static final int MARKER = 0xFF;

    private final ImageSource source;
    private long next;
    private long at;
    private long dataAt;
    private int marker;

    /** @param position position of the first marker */
    Segments(ImageSource source, long position) {
        this.source = source;
        this.next = position;
    }

    /**
     * Moves to the next segment.
     *
     * @return whether there is a complete next segment
     */
    boolean advance() throws IOException {
        if (!findMarker()) {
            return false;
        }
        dataAt = at + 2;
        next = dataAt;
        if (Marker.isAlone(marker)) {
            return true;
        }
        if (dataAt > source.size() - 2) {
            return false;
        }
        int length = octet(dataAt) << 8 | octet(dataAt + 1);
        if (length < 2) {
            throw ImageFormatException.damaged("a segment of " + length + " bytes at byte " + at);
        }
        next = dataAt + length;
        dataAt += 2;
        return next <= source.size();
    }

    /**
     * Skips bytes that belong to no segment, as libjpeg and Pillow do. Any number of 0xFF bytes may precede a marker.
     */
    private boolean findMarker() throws IOException {
        if (next <= source.size() - 2 && octet(next) == MARKER && octet(next + 1) != 0 && octet(next + 1) != MARKER) {
            at = next;
            marker = octet(next + 1);
            return true;
        }
        try (InputStream in = source.stream(next)) {
            int previous = 0;
            long place = next;
            for (int octet = in.read(); octet >= 0; octet = in.read(), place++) {
                if (previous == MARKER && octet != 0 && octet != MARKER) {
                    at = place - 1;
                    marker = octet;
                    return true;
                }
                previous = octet;
            }
            return false;
        }
    }

    private int octet(long position) throws IOException {
        return source.bytes(position, 1)[0] & 0xFF;
    }

    int marker() {
        return marker;
    }

    /** Returns the position of the marker in the file. */
    long at() {
        return at;
    }

    /** Returns the position after the segment. */
    long end() {
        return next;
    }

    /** Returns the segment's data, after the length field. */
    byte[] data() throws IOException {
        return source.bytes(dataAt, next - dataAt);
    }

    /** Writes the complete segment, including marker and length field. */
    void copyTo(OutputStream out) throws IOException {
        out.write(source.bytes(at, next - at));
    }
}

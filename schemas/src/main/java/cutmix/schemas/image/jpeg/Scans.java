package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Which coefficients the scans of a file bring, and to which of their bits. */
final class Scans {

    private static final int COEFFICIENTS = 64;
    private static final int NOTHING = -1;

    private static final int MOST_SCANS = 256;

    private final Frame frame;
    private int count;
    /** The lowest bit that has come, 0 where all have. */
    private final int[][] lowestBit; // (components, coefficients)

    private Scans(Frame frame) {
        this.frame = frame;
        this.lowestBit = new int[frame.components().size()][COEFFICIENTS];
        for (int[] component : lowestBit) {
            Arrays.fill(component, NOTHING);
        }
    }

    /**
     * Reads the headers of the scans that begin in a file, up to its end marker.
     *
     * @throws ImageFormatException if there are more scans than any encoder writes, which only cost time
     */
    static Scans read(ImageSource source, Header header) throws IOException {
        Scans scans = new Scans(header.frame());
        Segments segments = new Segments(source, header.scansAt());
        while (segments.advance() && segments.marker() != Marker.END_OF_IMAGE) {
            if (segments.marker() == Marker.START_OF_SCAN) {
                scans.count++;
                scans.add(segments.data());
                segments = new Segments(source, endOfScan(source, segments.end()));
            }
        }
        if (scans.count > MOST_SCANS) {
            throw ImageFormatException.unsupported(scans.count + " scans");
        }
        return scans;
    }

    int count() {
        return count;
    }

    /** @param scanHeader what follows its length (B.2.3) */
    private void add(byte[] scanHeader) {
        int count = scanHeader.length == 0 ? 0 : scanHeader[0] & 0xFF;
        if (scanHeader.length < 4 + 2 * count) {
            return;
        }
        int first = frame.progressive() ? scanHeader[1 + 2 * count] & 0xFF : 0;
        int last = frame.progressive() ? scanHeader[2 + 2 * count] & 0xFF : COEFFICIENTS - 1;
        int bit = frame.progressive() ? scanHeader[3 + 2 * count] & 15 : 0;
        for (int i = 0; i < count; i++) {
            int component = frame.indexOf(scanHeader[1 + 2 * i] & 0xFF);
            for (int k = first; component >= 0 && k <= last && k < COEFFICIENTS; k++) {
                lowestBit[component][k] = bit;
            }
        }
    }

    /** Whether all bits of all coefficients come. */
    boolean areComplete() {
        for (int[] component : lowestBit) {
            for (int bit : component) {
                if (bit != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The place of the first marker that is not of the scan itself. */
    private static long endOfScan(ImageSource source, long position) throws IOException {
        try (InputStream in = source.stream(position)) {
            long at = position;
            int previous = 0;
            for (int octet = in.read(); octet >= 0; octet = in.read(), at++) {
                if (previous == 0xFF && octet != 0 && octet != 0xFF && !Marker.isRestart(octet)) {
                    return at - 1;
                }
                previous = octet;
            }
            return at;
        }
    }
}

package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Tracks the coefficients, and their bits, that the scans of a file contain. */
final class Scans {

    private static final int COEFFICIENTS = 64;
    private static final int NOTHING = -1;

    private static final int MOST_SCANS = 256;

    private final JpegFrame frame;
    private int restartInterval;
    private int count;
    private boolean restarts;
    private boolean inSequence = true;
    /** The lowest bit so far, 0 if all bits are present. */
    private final int[][] lowestBit; // (components, coefficients)

    private Scans(JpegHeader header) {
        this.frame = header.frame();
        this.restartInterval = header.restartInterval();
        this.lowestBit = new int[frame.components().size()][COEFFICIENTS];
        for (int[] component : lowestBit) {
            Arrays.fill(component, NOTHING);
        }
    }

    /**
     * Reads the headers of the scans that begin in a file, and the restart markers in their data, up to the end marker.
     *
     * @throws ImageFormatException if there are more scans than any encoder writes, which would only cost time
     */
    static Scans read(ImageSource source, JpegHeader header) throws IOException {
        Scans scans = new Scans(header);
        Segments segments = new Segments(source, header.scansAt());
        while (segments.advance() && segments.marker() != Marker.END_OF_IMAGE) {
            if (segments.marker() == Marker.RESTART_INTERVAL) {
                scans.restartInterval = Restarts.interval(segments.data());
            } else if (segments.marker() == Marker.START_OF_SCAN) {
                scans.count++;
                Restarts restarts = Restarts.read(source, segments.end());
                scans.add(segments.data(), restarts);
                segments = new Segments(source, restarts.end());
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

    /** @param scanHeader the scan header after its length field (B.2.3) */
    private void add(byte[] scanHeader, Restarts found) {
        int count = scanHeader.length == 0 ? 0 : scanHeader[0] & 0xFF;
        if (scanHeader.length < 4 + 2 * count) {
            return;
        }
        List<Integer> components = IntStream.range(0, count)
                .mapToObj(i -> frame.indexOf(scanHeader[1 + 2 * i] & 0xFF))
                .filter(component -> component >= 0)
                .toList();
        restarts |= restartInterval > 0;
        inSequence &= found.areWhole(frame.units(components), restartInterval);
        int first = frame.progressive() ? scanHeader[1 + 2 * count] & 0xFF : 0;
        int last = frame.progressive() ? scanHeader[2 + 2 * count] & 0xFF : COEFFICIENTS - 1;
        int before = frame.progressive() ? scanHeader[3 + 2 * count] >> 4 & 15 : 0;
        int bit = frame.progressive() ? scanHeader[3 + 2 * count] & 15 : 0;
        for (int component : components) {
            for (int k = first; k <= last && k < COEFFICIENTS; k++) {
                inSequence &= lowestBit[component][k] == (before == 0 ? NOTHING : before);
                lowestBit[component][k] = bit;
            }
        }
    }

    /** Returns whether all bits of all coefficients are present. */
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

    /** Returns whether each component has a scan. */
    boolean haveAllComponents() {
        return Arrays.stream(lowestBit).noneMatch(component -> component[0] == NOTHING);
    }

    /** Returns whether the data is contiguous, so that the reader reads all of it before the bytes that follow it. */
    boolean areOnePiece() {
        return count == 1 && !restarts;
    }

    /** Returns whether no bit is repeated or precedes a higher one, and all restart markers are present in order. */
    boolean areInSequence() {
        return inSequence;
    }
}

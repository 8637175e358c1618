package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ImageSource;
import java.io.IOException;
import java.io.InputStream;

/**
 * The data of one scan, and the restart markers in it (ITU-T T.81, E.1.4).
 *
 * @param end the position of the first marker after the scan
 * @param count number of restart markers
 * @param inOrder whether they are numbered cyclically from 0 to 7
 */
record Restarts(long end, long count, boolean inOrder) {

    private static final int NUMBERS = 8;

    /** @param segment the segment that sets the interval, after its length field */
    static int interval(byte[] segment) {
        return segment.length < 2 ? 0 : (segment[0] & 0xFF) << 8 | segment[1] & 0xFF;
    }

    /** @param position position of the scan's data */
    static Restarts read(ImageSource source, long position) throws IOException {
        long count = 0;
        boolean inOrder = true;
        try (InputStream in = source.stream(position)) {
            long at = position;
            int previous = 0;
            for (int octet = in.read(); octet >= 0; octet = in.read(), at++) {
                if (previous == 0xFF && Marker.isRestart(octet)) {
                    inOrder &= (octet & NUMBERS - 1) == count % NUMBERS;
                    count++;
                } else if (previous == 0xFF && octet != 0 && octet != 0xFF) {
                    return new Restarts(at - 1, count, inOrder);
                }
                previous = octet;
            }
            return new Restarts(at, count, inOrder);
        }
    }

    /**
     * Whether there is a marker after each interval of the scan except the last.
     *
     * @param units units of the scan
     * @param interval in units, 0 for none
     */
    boolean areWhole(long units, int interval) {
        return inOrder && count == (interval == 0 ? 0 : (units - 1) / interval);
    }
}

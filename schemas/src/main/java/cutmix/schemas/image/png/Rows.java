package cutmix.schemas.image.png;

import cutmix.schemas.image.source.ImageFormatException;
import java.io.IOException;

/** Reads the rows of a pass and reverses their filters (9.2). */
final class Rows {

    private final PixelData data;
    private final int bitsPerPixel;
    /** The distance in bytes to the pixel on the left, which filters use. */
    private final int distance;

    private byte[] row = new byte[0];
    private byte[] above = new byte[0];

    Rows(PixelData data, int bitsPerPixel) {
        this.data = data;
        this.bitsPerPixel = bitsPerPixel;
        this.distance = Math.max(1, bitsPerPixel / 8);
    }

    /** Starts a pass. */
    void begin(int pixelsPerRow) {
        int bytes = Math.toIntExact(((long) pixelsPerRow * bitsPerPixel + 7) / 8);
        // The bytes before the row represent the pixel to the left of the first one.
        row = new byte[distance + bytes];
        above = new byte[distance + bytes];
    }

    /**
     * Returns the packed samples of the next row. They begin at {@link #start()}. The array is reused for the row after
     * the next.
     */
    byte[] next() throws IOException {
        byte[] free = above;
        above = row;
        row = free;
        byte[] filter = new byte[1];
        data.read(filter, 0, 1);
        data.read(row, distance, row.length - distance);
        switch (filter[0]) {
            case 0 -> {}
            case 1 -> left();
            case 2 -> above();
            case 3 -> average();
            case 4 -> paeth();
            default -> throw ImageFormatException.damaged("unknown filter " + (filter[0] & 0xFF));
        }
        return row;
    }

    int start() {
        return distance;
    }

    private void left() {
        for (int i = distance; i < row.length; i++) {
            row[i] += row[i - distance];
        }
    }

    private void above() {
        for (int i = distance; i < row.length; i++) {
            row[i] += above[i];
        }
    }

    private void average() {
        for (int i = distance; i < row.length; i++) {
            row[i] += (byte) ((row[i - distance] & 0xFF) + (above[i] & 0xFF) >> 1);
        }
    }

    private void paeth() {
        for (int i = distance; i < row.length; i++) {
            int left = row[i - distance] & 0xFF;
            int up = above[i] & 0xFF;
            int corner = above[i - distance] & 0xFF;
            int toLeft = Math.abs(up - corner);
            int toUp = Math.abs(left - corner);
            int toCorner = Math.abs(left + up - 2 * corner);
            row[i] += (byte) (toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
        }
    }
}

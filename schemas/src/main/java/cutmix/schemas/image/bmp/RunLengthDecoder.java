package cutmix.schemas.image.bmp;

import cutmix.schemas.image.source.ImageFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes rows that are stored as runs of equal pixels (RLE4 and RLE8): pairs of a count and a value; a count of 0
 * introduces other commands. Skipped pixels have index 0.
 */
final class RunLengthDecoder {

    private static final int END_OF_ROW = 0;
    private static final int END_OF_IMAGE = 1;
    private static final int MOVE = 2;

    private final InputStream in;
    private final boolean halves;
    private final byte[] row;
    private int x;
    /** The start of the row after {@link #emptyRows}. */
    private int nextX;

    private int emptyRows;
    private boolean ended;

    public RunLengthDecoder(InputStream in, int bits, int width) {
        this.in = in;
        this.halves = bits == 4;
        this.row = new byte[width];
    }

    /** Returns the indices of the next row, one byte each. The array is reused for each row. */
    byte[] nextRow() throws IOException {
        Arrays.fill(row, (byte) 0);
        if (ended) {
            return row;
        }
        if (emptyRows > 0) {
            emptyRows--;
            return row;
        }
        x = nextX;
        nextX = 0;
        while (true) {
            int count = in.read();
            int value = in.read();
            if (value < 0) {
                if (x >= row.length) {
                    return row;
                }
                throw ImageFormatException.truncated("the file ends before the last row");
            }
            if (count > 0) {
                run(count, value);
            } else if (value == END_OF_ROW) {
                return row;
            } else if (value == END_OF_IMAGE) {
                ended = true;
                return row;
            } else if (value > MOVE) {
                literal(value);
            } else if (move()) {
                return row;
            }
        }
    }

    private void run(int count, int value) {
        for (int i = 0; i < count; i++) {
            put(halves ? value >> (i % 2 == 0 ? 4 : 0) & 15 : value);
        }
    }

    private void literal(int count) throws IOException {
        int bytes = halves ? (count + 1) / 2 : count;
        byte[] values = in.readNBytes(bytes + bytes % 2);
        if (values.length < bytes) {
            throw ImageFormatException.truncated("the file ends before the last row");
        }
        for (int i = 0; i < count; i++) {
            put(halves ? values[i / 2] >> (i % 2 == 0 ? 4 : 0) & 15 : values[i]);
        }
    }

    private void put(int index) {
        if (x < row.length) {
            row[x] = (byte) index;
        }
        x++;
    }

    /** @return whether the move ends in another row */
    private boolean move() throws IOException {
        int right = in.read();
        int down = in.read();
        if (down < 0) {
            throw ImageFormatException.truncated("the file ends before the last row");
        }
        if (down == 0) {
            x += right;
            return false;
        }
        nextX = x + right;
        emptyRows = down - 1;
        return true;
    }
}

package cutmix.schemas.image.webp;

import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.webp.lossless.LosslessImage;
import java.io.IOException;
import java.io.InputStream;

/** The transparency of a lossy image (RFC 9649, 2.7.1.2), row by row. */
final class AlphaPlane {

    private static final int LOSSLESS = 1;

    private static final int HORIZONTAL = 1;
    private static final int VERTICAL = 2;
    private static final int GRADIENT = 3;

    private final int filter;
    /** Used instead of the next field if the bytes are not compressed. */
    private final InputStream plain;

    private final LosslessImage compressed;
    private final byte[] row;
    private final byte[] above;
    private boolean isFirst = true;

    private AlphaPlane(int filter, InputStream plain, LosslessImage compressed, int width) {
        this.filter = filter;
        this.plain = plain;
        this.compressed = compressed;
        this.row = new byte[width];
        this.above = new byte[width];
    }

    static AlphaPlane open(ImageSource source, WebpFrame frame) throws IOException {
        int header = source.bytes(frame.alphaBegin(), 1)[0] & 0xFF;
        long begin = frame.alphaBegin() + 1;
        int compression = header & 3;
        int filter = header >> 2 & 3;
        if (compression == 0) {
            if (frame.alphaEnd() - begin < (long) frame.width() * frame.height()) {
                throw ImageFormatException.truncated("its transparency ends too early");
            }
            return new AlphaPlane(filter, source.stream(begin), null, frame.width());
        }
        if (compression != LOSSLESS) {
            throw ImageFormatException.unsupported("compression " + compression + " of its transparency");
        }
        LosslessImage image =
                LosslessImage.openWithoutHeader(source, begin, frame.alphaEnd(), frame.width(), frame.height());
        return new AlphaPlane(filter, null, image, frame.width());
    }

    /** Returns the next row, one value per column. The array is valid until the next call. */
    byte[] nextRow() throws IOException {
        System.arraycopy(row, 0, above, 0, row.length);
        if (compressed == null) {
            if (plain.readNBytes(row, 0, row.length) < row.length) {
                throw ImageFormatException.truncated("its transparency ends too early");
            }
        } else {
            int[] pixels = compressed.nextRow();
            for (int x = 0; x < row.length; x++) {
                row[x] = (byte) (pixels[x] >> 8);
            }
        }
        for (int x = 0; filter != 0 && x < row.length; x++) {
            row[x] += (byte) predicted(x);
        }
        isFirst = false;
        return row;
    }

    private int predicted(int x) {
        if (isFirst) {
            return x == 0 ? 0 : row[x - 1];
        }
        if (x == 0) {
            return above[0];
        }
        return switch (filter) {
            case HORIZONTAL -> row[x - 1];
            case VERTICAL -> above[x];
            case GRADIENT ->
                Math.max(0, Math.min(255, (row[x - 1] & 0xFF) + (above[x] & 0xFF) - (above[x - 1] & 0xFF)));
            default -> 0;
        };
    }
}

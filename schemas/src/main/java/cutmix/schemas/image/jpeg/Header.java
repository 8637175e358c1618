package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ExifOrientation;
import cutmix.schemas.image.source.ImageFormatException;
import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.Orientation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What comes before the first scan.
 *
 * @param tables the segments that are needed to decode, whole
 * @param scansAt place of the first scan's marker in the file
 * @param interleaved whether the first scan has all components
 */
record Header(
        Frame frame, ColorModel colors, Orientation orientation, byte[] tables, long scansAt, boolean interleaved) {

    private static final int MOST_TABLE_BYTES = 1 << 20;
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_LENGTH = 12;

    static Header read(ImageSource source) throws IOException {
        Segments segments = new Segments(source, 2);
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        Frame frame = null;
        Orientation orientation = Orientation.UPRIGHT;
        boolean jfif = false;
        int transform = ColorModel.NO_TRANSFORM;
        while (segments.advance()) {
            int marker = segments.marker();
            switch (marker) {
                case Marker.APPLICATION_0 -> jfif |= startsWith(segments.data(), JFIF);
                case Marker.APPLICATION_1 -> {
                    byte[] data = segments.data();
                    if (orientation == Orientation.UPRIGHT && startsWith(data, EXIF)) {
                        orientation = ExifOrientation.of(data);
                    }
                }
                case Marker.APPLICATION_14 -> {
                    byte[] data = segments.data();
                    if (startsWith(data, ADOBE) && data.length >= ADOBE_LENGTH) {
                        transform = data[ADOBE_LENGTH - 1] & 0xFF;
                    }
                }
                case Marker.QUANTIZATION_TABLES, Marker.HUFFMAN_TABLES, Marker.RESTART_INTERVAL ->
                    segments.copyTo(tables);
                case Marker.END_OF_IMAGE -> throw ImageFormatException.damaged("it has no pixels");
                case Marker.START_OF_SCAN -> {
                    if (frame == null) {
                        throw ImageFormatException.damaged("it has no frame header");
                    }
                    byte[] data = segments.data();
                    boolean interleaved =
                            data.length > 0 && data[0] == frame.components().size();
                    return new Header(
                            frame,
                            ColorModel.of(frame, jfif, transform),
                            orientation,
                            tables.toByteArray(),
                            segments.at(),
                            interleaved);
                }
                default -> {
                    if (Marker.isStartOfFrame(marker)) {
                        if (frame != null) {
                            throw ImageFormatException.damaged("it has two frame headers");
                        }
                        frame = Frame.of(marker, segments.data());
                        segments.copyTo(tables);
                    }
                }
            }
            if (tables.size() > MOST_TABLE_BYTES) {
                throw ImageFormatException.damaged("its tables are too long");
            }
        }
        throw ImageFormatException.truncated("the file ends before the first scan");
    }

    /** Whether decoding takes more than one pass over the image, and all coefficients in memory. */
    boolean severalScans() {
        return frame.progressive() || !interleaved;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}

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
 * The part of a file before the first scan.
 *
 * @param tables the complete segments that are needed for decoding
 * @param restartInterval units between two restart markers, or 0 without restart markers
 * @param scanHeader header of the first scan, after its length field
 * @param scansAt position of the first scan's marker in the file
 */
record JpegHeader(
        JpegFrame frame,
        ColorModel colors,
        Orientation orientation,
        byte[] tables,
        int restartInterval,
        byte[] scanHeader,
        long scansAt) {

    private static final int MOST_TABLE_BYTES = 1 << 20;
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_LENGTH = 12;
    private static final int JFIF_LENGTH = 14;

    static JpegHeader read(ImageSource source) throws IOException {
        Segments segments = new Segments(source, 2);
        ByteArrayOutputStream tables = new ByteArrayOutputStream();
        JpegFrame frame = null;
        Orientation orientation = Orientation.UPRIGHT;
        boolean jfif = false;
        int transform = ColorModel.NO_TRANSFORM;
        int restartInterval = 0;
        while (segments.advance()) {
            int marker = segments.marker();
            switch (marker) {
                case Marker.APPLICATION_0 -> {
                    byte[] data = segments.data();
                    jfif |= startsWith(data, JFIF) && data.length >= JFIF_LENGTH;
                }
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
                case Marker.QUANTIZATION_TABLES, Marker.HUFFMAN_TABLES -> segments.copyTo(tables);
                case Marker.RESTART_INTERVAL -> {
                    segments.copyTo(tables);
                    restartInterval = Restarts.interval(segments.data());
                }
                case Marker.END_OF_IMAGE -> throw ImageFormatException.damaged("it has no pixels");
                case Marker.START_OF_SCAN -> {
                    if (frame == null) {
                        throw ImageFormatException.damaged("it has no frame header");
                    }
                    return new JpegHeader(
                            frame,
                            ColorModel.of(frame, jfif, transform),
                            orientation,
                            tables.toByteArray(),
                            restartInterval,
                            segments.data(),
                            segments.at());
                }
                default -> {
                    if (Marker.isStartOfFrame(marker)) {
                        if (frame != null) {
                            throw ImageFormatException.damaged("it has two frame headers");
                        }
                        frame = JpegFrame.of(marker, segments.data());
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

    /** Returns whether decoding needs several passes over the image, and all coefficients in memory. */
    boolean severalScans() {
        boolean interleaved =
                scanHeader.length > 0 && scanHeader[0] == frame.components().size();
        return frame.progressive() || !interleaved;
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return bytes.length >= prefix.length && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }
}

package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ImageSource;
import cutmix.schemas.image.source.SplicedInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The input for the JDK's reader: the tables and scans of a JPEG file, without additions of other programs. Profiles
 * and thumbnails therefore cannot make the reader fail. An Adobe segment sets the color model, which readers would
 * otherwise choose differently.
 */
final class JpegReaderInput {

    private JpegReaderInput() {}

    static SplicedInput of(ImageSource source, JpegHeader header) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(0xFF);
        bytes.write(Marker.START_OF_IMAGE);
        if (header.colors() != ColorModel.GRAY) {
            // Length, name, version, flags and the transform: 1 is YCC, 0 none.
            bytes.write(new byte[] {(byte) 0xFF, (byte) Marker.APPLICATION_14, 0, 14, 'A', 'd', 'o', 'b', 'e'});
            bytes.write(new byte[] {0, 100, 0, 0, 0, 0, (byte) (header.colors() == ColorModel.YCC ? 1 : 0)});
        }
        bytes.write(header.tables());
        byte[] scan = header.scanHeader();
        int length = 2 + scan.length;
        bytes.write(new byte[] {(byte) 0xFF, (byte) Marker.START_OF_SCAN, (byte) (length >> 8), (byte) length});
        bytes.write(header.frame().progressive() ? scan : sequential(scan));
        return new SplicedInput(bytes.toByteArray(), source, header.scansAt() + 4 + scan.length, new byte[0]);
    }

    /**
     * Selects all 64 coefficients with all bits. Other numbers have no meaning here, and would use up the only warning
     * of libjpeg.
     */
    private static byte[] sequential(byte[] scanHeader) {
        byte[] header = scanHeader.clone();
        if (header.length >= 3) {
            header[header.length - 3] = 0;
            header[header.length - 2] = 63;
            header[header.length - 1] = 0;
        }
        return header;
    }
}

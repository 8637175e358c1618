package cutmix.schemas.image.jpeg;

import cutmix.schemas.image.source.ImageSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * A JPEG file as the reader sees it: the tables and the scans, without what other programs have added. The reader cannot stumble over
 * a profile or a thumbnail then, and a segment of Adobe's tells it the colour model, on which readers differ.
 */
final class ReaderInput extends ImageInputStreamImpl {

    private final ImageSource source;
    private final byte[] start;
    private final long scansAt;

    ReaderInput(ImageSource source, Header header) throws IOException {
        this.source = source;
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
        this.start = bytes.toByteArray();
        this.scansAt = header.scansAt() + 4 + scan.length;
    }

    /** All 64 coefficients with all bits: other numbers have no meaning here, and would cost the only warning that libjpeg gives. */
    private static byte[] sequential(byte[] scanHeader) {
        byte[] header = scanHeader.clone();
        if (header.length >= 3) {
            header[header.length - 3] = 0;
            header[header.length - 2] = 63;
            header[header.length - 1] = 0;
        }
        return header;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        int count;
        if (streamPos < start.length) {
            count = (int) Math.min(length, start.length - streamPos);
            System.arraycopy(start, (int) streamPos, bytes, offset, count);
        } else {
            count = source.read(scansAt + streamPos - start.length, bytes, offset, length);
        }
        streamPos += Math.max(0, count);
        return count;
    }

    @Override
    public long length() {
        return start.length + source.size() - scansAt;
    }
}

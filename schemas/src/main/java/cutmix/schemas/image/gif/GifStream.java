package cutmix.schemas.image.gif;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads numbers of a GIF file, in little-endian order. All methods throw {@link EOFException} if the file ends too
 * early.
 */
final class GifStream {

    private final InputStream in;

    GifStream(InputStream in) {
        this.in = in;
    }

    int octet() throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException();
        }
        return octet;
    }

    int number() throws IOException {
        return octet() | octet() << 8;
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    void skip(int count) throws IOException {
        in.skipNBytes(count);
    }
}

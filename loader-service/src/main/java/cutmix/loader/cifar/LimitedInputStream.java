package cutmix.loader.cifar;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream with a limit on the bytes that can be read, so that an unpacker cannot be made to read or store more. */
final class LimitedInputStream extends FilterInputStream {

    private long allowed;

    LimitedInputStream(InputStream in) {
        super(in);
    }

    /** Allows this many further bytes. The rest of an earlier allowance expires. */
    void allow(long bytes) {
        allowed = bytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length > 0 && allowed == 0) {
            throw new IOException("it unpacks to more bytes than its entries declare");
        }
        int read = super.read(bytes, offset, (int) Math.min(length, allowed));
        allowed -= Math.max(0, read);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(Math.min(bytes, allowed));
        allowed -= skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}

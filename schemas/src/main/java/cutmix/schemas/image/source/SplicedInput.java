package cutmix.schemas.image.source;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The input for a library's reader: an image file with a replaced beginning and additional bytes at the end, so that
 * unneeded parts of the file cannot make the reader fail.
 */
public final class SplicedInput extends ImageInputStreamImpl {

    private final byte[] head;
    private final ImageSource source;
    private final long from;
    private final byte[] tail;

    /** @param from the position of the first byte of the file that follows the head */
    public SplicedInput(byte[] head, ImageSource source, long from, byte[] tail) {
        this.head = head;
        this.source = source;
        this.from = from;
        this.tail = tail;
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
        long tailAt = head.length + source.size() - from;
        int count;
        if (streamPos < head.length) {
            count = copy(head, streamPos, bytes, offset, length);
        } else if (streamPos < tailAt) {
            count = source.read(from + streamPos - head.length, bytes, offset, length);
        } else {
            count = copy(tail, streamPos - tailAt, bytes, offset, length);
        }
        streamPos += Math.max(0, count);
        return count;
    }

    private static int copy(byte[] part, long at, byte[] bytes, int offset, int length) {
        if (at >= part.length) {
            return -1;
        }
        int count = Math.min(length, part.length - (int) at);
        System.arraycopy(part, (int) at, bytes, offset, count);
        return count;
    }

    @Override
    public long length() {
        return head.length + source.size() - from + tail.length;
    }
}

package cutmix.schemas.image.source;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Random access to the bytes of an image file. */
public final class ImageSource implements Closeable {

    private static final int LARGEST_READ = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final long size;

    private ImageSource(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.size = channel.size();
    }

    public static ImageSource open(Path file) throws IOException {
        return new ImageSource(file, FileChannel.open(file, StandardOpenOption.READ));
    }

    /** Returns the file's size in bytes when it was opened. */
    public long size() {
        return size;
    }

    /**
     * Reads up to {@code length} bytes.
     *
     * @return the number of bytes, or -1 at the end of the file
     * @throws FileSystemException if the system cannot read the file; all other exceptions of decoders come from
     *     invalid bytes
     */
    public int read(long position, byte[] bytes, int offset, int length) throws FileSystemException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, Math.min(length, LARGEST_READ));
        try {
            return position < size ? channel.read(buffer, position) : -1;
        } catch (IOException e) {
            FileSystemException failure = new FileSystemException(file.toString(), null, e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    /**
     * Reads exactly {@code length} bytes. Allocates the array only if the file has that many bytes.
     *
     * @throws ImageFormatException if the file ends earlier
     */
    public byte[] bytes(long position, long length) throws IOException {
        if (position < 0 || length < 0 || length > Integer.MAX_VALUE - 8 || position > size - length) {
            throw ImageFormatException.truncated("the file ends at byte " + size);
        }
        byte[] bytes = new byte[(int) length];
        int at = 0;
        while (at < bytes.length) {
            int count = read(position + at, bytes, at, bytes.length - at);
            if (count < 0) {
                throw ImageFormatException.truncated("the file ends at byte " + (position + at));
            }
            at += count;
        }
        return bytes;
    }

    /** Reads the first {@code length} bytes of the file, or fewer if it is shorter. */
    public byte[] start(int length) throws IOException {
        return bytes(0, Math.min(length, size));
    }

    /** Returns a stream of the bytes from a position to the end of the file. Closing the stream has no effect. */
    public InputStream stream(long position) {
        return new BufferedInputStream(new Stream(position), 1 << 15);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private final class Stream extends InputStream {

        private long position;

        private Stream(long position) {
            this.position = position;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = ImageSource.this.read(position, bytes, offset, length);
            position += Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) {
            long skipped = Math.max(0, Math.min(count, size - position));
            position += skipped;
            return skipped;
        }
    }
}

package cutmix.schemas.image.png;

import cutmix.schemas.image.source.ImageFormatException;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Decompresses the data of consecutive IDAT chunks (10.1). */
final class PixelData implements AutoCloseable {

    private static final int LARGEST_READ = 1 << 15;
    private static final int MOST_READS_OF_REST = 32;

    private final Chunks chunks;
    private final Inflater inflater = new Inflater();
    private CRC32 checksum;
    private long used;
    private boolean exhausted;
    private boolean fileEnds;

    /** @param chunks chunks, positioned at the first IDAT */
    PixelData(Chunks chunks) {
        this.chunks = chunks;
        this.checksum = chunks.checksum();
    }

    /** Fills a part of an array. */
    void read(byte[] bytes, int offset, int length) throws IOException {
        int at = offset;
        while (at < offset + length) {
            int count = inflate(bytes, at, offset + length - at);
            if (count == 0) {
                throw fileEnds
                        ? ImageFormatException.truncated("the file ends before the last row")
                        : ImageFormatException.damaged("it has fewer rows than its header declares");
            }
            at += count;
        }
    }

    /** Reads the data after the last row, to check the checksums of the compressed stream and of its chunks. */
    void finish() throws IOException {
        byte[] rest = new byte[LARGEST_READ];
        // Extra data is harmless; its amount does not matter.
        for (int i = 0; i < MOST_READS_OF_REST && inflate(rest, 0, rest.length) > 0; i++) {}
        for (int i = 0; i < MOST_READS_OF_REST && feed(); i++) {}
    }

    /** @return the number of bytes, 0 at the end */
    private int inflate(byte[] bytes, int offset, int length) throws IOException {
        try {
            while (true) {
                int count = inflater.inflate(bytes, offset, length);
                if (count > 0 || inflater.finished()) {
                    return count;
                }
                if (inflater.needsDictionary()) {
                    throw ImageFormatException.damaged("its pixels need a preset dictionary");
                }
                if (!feed()) {
                    return 0;
                }
            }
        } catch (DataFormatException e) {
            throw ImageFormatException.damaged(
                    e.getMessage() == null ? "its pixels do not decompress" : e.getMessage());
        }
    }

    /** @return whether there was more compressed data */
    private boolean feed() throws IOException {
        if (exhausted) {
            return false;
        }
        while (used == chunks.length()) {
            if (!chunks.endsWith(checksum)) {
                throw PngImage.wrongChecksum(chunks);
            }
            fileEnds = !chunks.advance();
            exhausted = fileEnds || !chunks.type().equals("IDAT");
            if (exhausted) {
                return false;
            }
            checksum = chunks.checksum();
            used = 0;
        }
        byte[] data = chunks.available(used, (int) Math.min(LARGEST_READ, chunks.length() - used));
        if (data.length == 0) {
            fileEnds = true;
            exhausted = true;
            return false;
        }
        checksum.update(data);
        used += data.length;
        inflater.setInput(data);
        return true;
    }

    @Override
    public void close() {
        inflater.end();
    }
}

package cutmix.trainer.engine.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The entries of a zip stream, in the order in which they were written, each read as it unpacks. Nothing that the stream says of
 * an entry's size is believed: whoever reads one says how long it may be.
 */
public final class ZipSequence {

    private final ZipInputStream zip;
    private String name = "";

    /** @param in is not closed */
    public ZipSequence(InputStream in) {
        this.zip = new ZipInputStream(in);
    }

    /**
     * The content of the next entry. The stream's end compares the checksum.
     *
     * @param expected its name
     * @throws IOException if there is none, or one of another name, or the stream is damaged
     */
    public InputStream next(String expected) throws IOException {
        ZipEntry entry;
        try {
            entry = zip.getNextEntry();
        } catch (EOFException e) {
            throw new IOException("it is not whole", e);
        } catch (IllegalArgumentException e) { // A name that is no text.
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
        if (entry == null) {
            throw new IOException(name.isEmpty() ? "it is no zip file" : "it ends after " + name);
        }
        name = entry.getName();
        if (!name.equals(expected)) {
            throw new IOException("it does not hold " + expected + " in its place");
        }
        return zip;
    }

    /**
     * The bytes of the next entry.
     *
     * @throws IOException as {@link #next} does, and if the entry is longer than {@code limit} bytes
     */
    public byte[] read(String expected, int limit) throws IOException {
        try {
            return ZipEntries.read(next(expected), expected, limit);
        } catch (EOFException e) {
            throw new IOException("it is not whole: it ends within " + expected, e);
        }
    }
}

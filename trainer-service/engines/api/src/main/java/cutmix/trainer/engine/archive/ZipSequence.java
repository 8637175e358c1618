package cutmix.trainer.engine.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The entries of a zip stream in the order in which they were written. The class does not trust the sizes that the
 * stream states: each caller sets a limit.
 */
public final class ZipSequence {

    private final ZipInputStream zip;
    private String name = "";

    /** @param in remains open */
    public ZipSequence(InputStream in) {
        this.zip = new ZipInputStream(in);
    }

    /**
     * Opens the next entry. The returned stream checks the checksum at its end.
     *
     * @param expected name of the entry
     * @throws IOException if there is no next entry, its name differs, or the stream is damaged
     */
    public InputStream next(String expected) throws IOException {
        ZipEntry entry;
        try {
            entry = zip.getNextEntry();
        } catch (EOFException e) {
            throw new IOException("it is incomplete", e);
        } catch (IllegalArgumentException e) { // Thrown for a name that is not valid UTF-8.
            throw new IOException("it is damaged: " + e.getMessage(), e);
        }
        if (entry == null) {
            throw new IOException(name.isEmpty() ? "it is not a zip file" : "it ends after " + name);
        }
        name = entry.getName();
        if (!name.equals(expected)) {
            throw new IOException("it does not hold " + expected + " in its place");
        }
        return zip;
    }

    /**
     * Reads the next entry.
     *
     * @throws IOException as {@link #next} does, and if the entry is longer than {@code limit} bytes
     */
    public byte[] read(String expected, int limit) throws IOException {
        try {
            return ZipEntries.read(next(expected), expected, limit);
        } catch (EOFException e) {
            throw new IOException("it is incomplete: it ends within " + expected, e);
        }
    }
}

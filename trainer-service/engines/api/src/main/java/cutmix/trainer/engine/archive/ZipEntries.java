package cutmix.trainer.engine.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The entries of a zip file, found by its directory. The class does not trust the sizes that the file states: each
 * caller sets a limit.
 */
public final class ZipEntries implements AutoCloseable {

    private final ZipFile zip;

    /** @throws IOException if the file is not a zip file */
    public ZipEntries(Path file) throws IOException {
        try {
            zip = new ZipFile(file.toFile());
        } catch (IllegalArgumentException e) {
            throw new IOException("its directory is damaged: " + e.getMessage(), e);
        }
    }

    /** Returns the names of all entries. */
    public Stream<String> names() {
        return zip.stream().map(ZipEntry::getName);
    }

    /**
     * Opens the entry with this name, if it exists. At the end of the entry, the stream throws an {@link IOException}
     * if the checksum does not match.
     *
     * @throws IOException if two entries have this name
     */
    public Optional<InputStream> open(String name) throws IOException {
        List<? extends ZipEntry> named =
                zip.stream().filter(entry -> entry.getName().equals(name)).toList();
        if (named.size() > 1) {
            throw new IOException("it holds " + name + " " + named.size() + " times");
        }
        if (named.isEmpty()) {
            return Optional.empty();
        }
        InputStream content = zip.getInputStream(named.get(0));
        if (content == null) {
            throw new IOException("its directory is damaged: it does not lead to " + name);
        }
        return Optional.of(new Verified(content, named.get(0)));
    }

    /**
     * Reads the entry with this name, if it exists.
     *
     * @throws IOException if two entries have this name, or the entry is damaged or longer than {@code limit} bytes
     */
    public Optional<byte[]> read(String name, int limit) throws IOException {
        Optional<InputStream> entry = open(name);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = entry.get()) {
            return Optional.of(read(in, name, limit));
        }
    }

    /** Reads the remaining bytes of an entry. */
    static byte[] read(InputStream in, String name, int limit) throws IOException {
        byte[] bytes = in.readNBytes(limit);
        if (in.read() >= 0) {
            throw new IOException(name + " in it unpacks to more than " + limit + " bytes");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** Compares the checksum, which {@link ZipFile} does not do. */
    private static final class Verified extends FilterInputStream {

        private final CRC32 sum;
        private final ZipEntry entry;

        private Verified(InputStream content, ZipEntry entry) {
            this(content, entry, new CRC32());
        }

        private Verified(InputStream content, ZipEntry entry, CRC32 sum) {
            super(new CheckedInputStream(content, sum));
            this.entry = entry;
            this.sum = sum;
        }

        @Override
        public int read() throws IOException {
            return verified(super.read());
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            return verified(super.read(bytes, start, length));
        }

        private int verified(int read) throws IOException {
            if (read < 0 && sum.getValue() != entry.getCrc()) {
                throw new IOException(entry.getName() + " in it is damaged: its checksum does not match");
            }
            return read;
        }
    }
}

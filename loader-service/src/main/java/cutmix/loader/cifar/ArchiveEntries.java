package cutmix.loader.cifar;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.text.Printable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Reads the entries of an archive once, within size limits. */
final class ArchiveEntries implements AutoCloseable {

    private static final int MOST_ENTRIES = 64;
    private static final long LARGEST_FILE = 256L << 20;
    /** The limit for a header with its extensions, which are kept in memory, and the padding before it. */
    private static final long LARGEST_HEADER = 64L << 10;
    /** The limit for the zeros that fill the last block. */
    private static final long LARGEST_REST = 1L << 20;

    private static final String IGNORED = "readme.html";
    private static final Set<String> WANTED = CifarFiles.all().collect(Collectors.toUnmodifiableSet());

    private final Path archive;
    private final LimitedInputStream unpacked;
    private final TarArchiveInputStream tar;
    private String place = "at its beginning";

    @FunctionalInterface
    private interface Read<T> {
        T run() throws IOException;
    }

    private ArchiveEntries(Path archive, LimitedInputStream unpacked) {
        this.archive = archive;
        this.unpacked = unpacked;
        tar = new TarArchiveInputStream(unpacked);
        unpacked.allow(LARGEST_HEADER);
    }

    static ArchiveEntries open(Path archive) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        try {
            return new ArchiveEntries(archive, new LimitedInputStream(new GzipCompressorInputStream(file)));
        } catch (IOException e) {
            file.close();
            throw DamagedArchive.at("at its beginning", e);
        }
    }

    /**
     * Extracts the files of the binary layout into a folder.
     *
     * @throws DamagedArchive if the archive is incomplete
     * @throws UserException if it contains any other file
     * @throws IOException if a file cannot be written
     */
    void extract(Path folder) throws IOException {
        Set<String> missing = new HashSet<>(WANTED);
        int entries = 0;
        for (TarArchiveEntry entry = next(); entry != null; entry = next()) {
            if (++entries > MOST_ENTRIES) {
                throw new UserException(archive + " holds more than " + MOST_ENTRIES
                        + " entries, unlike CIFAR-10's binary layout: use cifar-10-binary.tar.gz");
            }
            String name = name(entry);
            place = "within " + Printable.of(entry.getName());
            unpacked.allow(entry.getSize() + LARGEST_HEADER);
            if (WANTED.contains(name)) {
                copy(folder.resolve(name));
                missing.remove(name);
            }
            place = "after " + Printable.of(entry.getName());
        }
        if (!missing.isEmpty()) {
            throw new DamagedArchive("is truncated, or another archive: it lacks "
                    + String.join(", ", missing.stream().sorted().toList()));
        }
        readChecksum();
    }

    private TarArchiveEntry next() throws DamagedArchive {
        return reading(tar::getNextEntry);
    }

    private void copy(Path file) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = read(tar, buffer); read >= 0; read = read(tar, buffer)) {
                out.write(buffer, 0, read);
            }
        }
    }

    /** Reads the checksum at the end of the file, after the last entry. */
    private void readChecksum() throws DamagedArchive {
        unpacked.allow(LARGEST_REST);
        byte[] buffer = new byte[1 << 12];
        while (read(unpacked, buffer) >= 0) {
            place = "after its last entry";
        }
    }

    private int read(InputStream in, byte[] buffer) throws DamagedArchive {
        return reading(() -> in.read(buffer));
    }

    private <T> T reading(Read<T> read) throws DamagedArchive {
        try {
            return read.run();
        } catch (IOException e) {
            throw DamagedArchive.at(place, e);
        } catch (RuntimeException e) {
            // The library does not always report invalid bytes by an IOException.
            throw DamagedArchive.at(place, new IOException(e));
        }
    }

    /** Returns the name of an entry within the layout. Refuses entries that are not part of the layout. */
    private String name(TarArchiveEntry entry) {
        String name = entry.getName().replaceFirst("^(\\./)?(" + CifarFiles.FOLDER + "/)?", "");
        boolean belongs = entry.isDirectory() || isPlainFile(entry) && (WANTED.contains(name) || name.equals(IGNORED));
        if (!belongs || entry.getSize() > LARGEST_FILE) {
            throw new UserException(archive + " holds " + Printable.of(entry.getName()) + " ("
                    + entry.getSize() + " bytes), which is not a file of CIFAR-10's binary layout: use"
                    + " cifar-10-binary.tar.gz");
        }
        return entry.isDirectory() ? "" : name;
    }

    /** Returns whether an entry is neither a link, nor a device, nor a sparse file, which is larger than its entry. */
    private static boolean isPlainFile(TarArchiveEntry entry) {
        byte type = entry.getLinkFlag();
        return (type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM) && !entry.isSparse();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}

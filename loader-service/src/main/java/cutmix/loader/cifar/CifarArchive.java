package cutmix.loader.cifar;

import cutmix.schemas.UserException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.FileUtils;

/** {@code cifar-10-binary.tar.gz}, extracted once for each content. */
public final class CifarArchive {

    private static final int MOST_ENTRIES = 64;
    private static final long LARGEST_FILE = 256L << 20;
    /** Takes a header with its extensions, which are held in memory, and the padding before it. */
    private static final long LARGEST_HEADER = 64L << 10;

    private static final String IGNORED = "readme.html";
    private static final Set<String> WANTED = CifarFiles.all().collect(Collectors.toUnmodifiableSet());

    private CifarArchive() {}

    /**
     * The folder that holds the archive's files; they are extracted into the cache unless an earlier run did that.
     *
     * @throws UserException if the archive is not whole, or holds anything but the files of the binary layout
     */
    public static Path extracted(Path archive, Path cache) {
        try {
            Path folder = folder(cache, new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(archive));
            if (!Files.isDirectory(folder)) {
                extract(archive, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UserException(
                    archive + " cannot be extracted into " + cache + " (" + e.getMessage()
                            + "): check that it is a whole .tar.gz and that the disk has room",
                    e);
        }
    }

    /** Where the cache keeps the files of the archive with this SHA-256. */
    static Path folder(Path cache, String sha256) {
        return cache.resolve("cifar-10-" + sha256);
    }

    private static void extract(Path archive, Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Path partial = Files.createTempDirectory(folder.getParent(), "extracting-");
        try {
            try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                    LimitedInputStream limited = new LimitedInputStream(new GzipCompressorInputStream(file));
                    TarArchiveInputStream tar = new TarArchiveInputStream(limited)) {
                limited.allow(LARGEST_HEADER);
                int entries = 0;
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (++entries > MOST_ENTRIES) {
                        throw new UserException(archive + " holds more than " + MOST_ENTRIES
                                + " entries, which CIFAR-10's binary layout has not: use cifar-10-binary.tar.gz");
                    }
                    String name = name(archive, entry);
                    limited.allow(entry.getSize() + LARGEST_HEADER);
                    if (WANTED.contains(name)) {
                        Files.copy(tar, partial.resolve(name));
                    }
                }
            }
            Files.move(partial, folder);
        } finally {
            FileUtils.deleteQuietly(partial.toFile());
        }
    }

    /** What an entry is called within the layout; one that does not belong there is refused. */
    private static String name(Path archive, TarArchiveEntry entry) {
        String name = entry.getName().replaceFirst("^(\\./)?(" + CifarFiles.FOLDER + "/)?", "");
        boolean belongs = entry.isDirectory() || isPlainFile(entry) && (WANTED.contains(name) || name.equals(IGNORED));
        if (!belongs || entry.getSize() > LARGEST_FILE) {
            throw new UserException(archive + " holds " + entry.getName().replaceAll("\\p{Cntrl}", "?") + " ("
                    + entry.getSize() + " bytes), which is not a file of CIFAR-10's binary layout: use"
                    + " cifar-10-binary.tar.gz");
        }
        return entry.isDirectory() ? "" : name;
    }

    /** No link, no device, and not sparse: a sparse file is larger than its entry. */
    private static boolean isPlainFile(TarArchiveEntry entry) {
        byte type = entry.getLinkFlag();
        return (type == TarConstants.LF_NORMAL || type == TarConstants.LF_OLDNORM) && !entry.isSparse();
    }
}

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
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.io.FileUtils;

/** {@code cifar-10-binary.tar.gz}, extracted once for each content. */
public final class CifarArchive {

    private static final long LARGEST_FILE = 256L << 20;
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
                    TarArchiveInputStream tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
                for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                    if (!entry.isDirectory()) {
                        extract(archive, tar, entry, partial);
                    }
                }
            }
            Files.move(partial, folder);
        } finally {
            FileUtils.deleteQuietly(partial.toFile());
        }
    }

    private static void extract(Path archive, TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
            throws IOException {
        String name = entry.getName().replaceFirst("^(\\./)?(" + CifarFiles.FOLDER + "/)?", "");
        if (!entry.isFile() || entry.getSize() > LARGEST_FILE || !(WANTED.contains(name) || name.equals(IGNORED))) {
            throw new UserException(archive + " holds " + entry.getName() + " (" + entry.getSize()
                    + " bytes), which is not a file of CIFAR-10's binary layout: use cifar-10-binary.tar.gz");
        }
        if (WANTED.contains(name)) {
            Files.copy(tar, into.resolve(name));
        }
    }
}

package cutmix.loader.cifar;

import cutmix.loader.dataset.FileAccessException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileFailure;
import cutmix.schemas.file.FileName;
import cutmix.schemas.file.WholeFile;
import cutmix.schemas.output.LinePrefix;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.apache.commons.io.FileUtils;

/** Extracts {@code cifar-10-binary.tar.gz} into the cache, once for each content. */
public final class CifarArchive {

    private static final String EXTRACTING = "extracting-";
    /** An extraction takes seconds, so an older folder belongs to a killed process. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private CifarArchive() {}

    /**
     * Returns the folder with the archive's files. Extracts them into the cache, unless an earlier run has done so, and
     * replaces a damaged folder.
     *
     * @param notices receives a line about a damaged folder
     * @throws UserException if the archive is incomplete, or contains files that are not part of the binary layout
     */
    public static Path extracted(Path archive, Path cache, Consumer<String> notices) {
        Path folder;
        try {
            folder = folder(cache, new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(archive));
        } catch (IOException e) {
            throw new FileAccessException(archive, e);
        }
        if (!isKept(folder, "extracting " + FileName.printable(archive) + " again", notices)) {
            extract(archive, folder);
        }
        return folder;
    }

    /** Returns the cache folder for the files of the archive with this SHA-256. */
    static Path folder(Path cache, String sha256) {
        return cache.resolve("cifar-10-" + sha256);
    }

    /**
     * Whether a cache folder contains the files from an earlier run. Removes a damaged folder.
     *
     * @param remedy what the caller does after a removal, for the notice
     */
    static boolean isKept(Path folder, String remedy, Consumer<String> notices) {
        if (!Files.exists(folder)) {
            return false;
        }
        Optional<String> damage = new ExtractedFiles(folder).damage();
        damage.ifPresent(what -> {
            notices.accept(LinePrefix.WARNING + FileName.printable(folder) + " in the cache is damaged (" + what + "): "
                    + remedy);
            try {
                FileUtils.forceDelete(folder.toFile());
            } catch (IOException e) {
                throw new UserException(
                        FileName.printable(folder) + " is damaged (" + what + ") and cannot be removed ("
                                + FileFailure.of(e).cause() + "): remove it, or choose another folder with --cache",
                        e);
            }
        });
        return damage.isEmpty();
    }

    private static void extract(Path archive, Path folder) {
        Path cache = folder.getParent();
        try {
            Files.createDirectories(cache);
            removeAbandoned(cache);
            Path partial = Files.createTempDirectory(cache, EXTRACTING);
            try {
                try (ArchiveEntries entries = ArchiveEntries.open(archive)) {
                    entries.extract(partial);
                }
                ExtractedFiles files = new ExtractedFiles(partial);
                files.writeChecksums();
                new WholeFile(folder, partial).keep();
            } finally {
                FileUtils.deleteQuietly(partial.toFile());
            }
        } catch (DamagedArchive e) {
            throw new UserException(
                    FileName.printable(archive) + " cannot be extracted: it " + e.getMessage()
                            + "; download or copy the whole .tar.gz again",
                    e);
        } catch (IOException e) {
            // Otherwise, another loader has already created the folder.
            if (new ExtractedFiles(folder).damage().isPresent()) {
                FileFailure failure = FileFailure.of(e);
                throw new UserException(
                        FileName.printable(archive) + " cannot be extracted into " + FileName.printable(cache) + " ("
                                + failure.cause() + "): " + failure.remedy()
                                + ", or choose another folder with --cache",
                        e);
            }
        }
    }

    /** Removes folders that killed loaders have left. */
    private static void removeAbandoned(Path cache) throws IOException {
        Instant newest = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(cache, EXTRACTING + "*")) {
            for (Path folder : folders) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(newest)) {
                    FileUtils.deleteQuietly(folder.toFile());
                }
            }
        }
    }
}

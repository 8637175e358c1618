package cutmix.loader.folder;

import cutmix.loader.dataset.FileAccessException;
import cutmix.loader.folder.ScanReport.Reason;
import cutmix.schemas.image.ImageFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Lists the entries of folders. */
final class FolderEntries {

    private FolderEntries() {}

    /** Returns all entries, in the order of their names' bytes. */
    static List<Path> of(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (UncheckedIOException e) {
            throw new FileAccessException(folder, e.getCause());
        } catch (IOException e) {
            throw new FileAccessException(folder, e);
        }
    }

    /** Returns the visible folders, in the same order as {@link #of}. Records all other entries as skipped. */
    static List<Path> folders(Path parent, ScanReport notes) {
        return of(parent).stream().filter(entry -> isFolder(entry, notes)).toList();
    }

    private static boolean isFolder(Path entry, ScanReport notes) {
        Optional<BasicFileAttributes> attributes = attributes(entry);
        boolean isFolder = attributes.map(BasicFileAttributes::isDirectory).orElse(false);
        String name = entry.getFileName().toString();
        if (attributes.isEmpty()) {
            notes.skip(Reason.BROKEN_LINK);
        } else if (isHidden(entry)) {
            notes.skip(isFolder ? Reason.HIDDEN_FOLDER : Reason.HIDDEN_FILE);
        } else if (!isFolder && ImageFormats.isImage(name)) {
            notes.skip(Reason.NO_CLASS);
        } else if (!isFolder) {
            notes.skipByEnding(name);
        } else {
            return true;
        }
        return false;
    }

    static boolean isHidden(Path entry) {
        return entry.getFileName().toString().startsWith(".");
    }

    /** Returns the attributes of an entry or of its link's target; empty for a broken link. */
    static Optional<BasicFileAttributes> attributes(Path entry) {
        try {
            return Optional.of(Files.readAttributes(entry, BasicFileAttributes.class));
        } catch (IOException e) {
            if (Files.isSymbolicLink(entry)) {
                return Optional.empty();
            }
            throw new FileAccessException(entry, e);
        }
    }

    /** Returns the real path of a folder, without links. */
    static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new FileAccessException(folder, e);
        }
    }
}

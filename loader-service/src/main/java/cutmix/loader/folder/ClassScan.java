package cutmix.loader.folder;

import cutmix.loader.folder.ScanReport.Reason;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileName;
import cutmix.schemas.file.NotUtf8Exception;
import cutmix.schemas.image.ImageFormats;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the image files in a class folder, at any depth. Follows links, but reads each folder only once, and does not
 * follow links to a parent folder, so every scan ends.
 */
final class ClassScan {

    private final Path root;
    private final ScanReport notes;
    private final Set<Path> known = new HashSet<>();
    private final List<ImageFile> found = new ArrayList<>();

    private ClassScan(Path root, ScanReport notes) {
        this.root = root;
        this.notes = notes;
        // The class folder may itself be a link; the folders that contain the link also count as its parents.
        addUpward(FolderEntries.real(root.toAbsolutePath().getParent()));
        addUpward(FolderEntries.real(root));
    }

    private void addUpward(Path lowest) {
        for (Path folder = lowest; folder != null; folder = folder.getParent()) {
            known.add(folder);
        }
    }

    /**
     * Returns the files in no particular order.
     *
     * @throws UserException if a folder cannot be read, or its name is not text
     */
    static List<ImageFile> of(Path root, ScanReport notes) {
        ClassScan scan = new ClassScan(root, notes);
        scan.read(root, "");
        return scan.found;
    }

    private void read(Path folder, String prefix) {
        List<Path> entries = FolderEntries.of(folder);
        if (entries.isEmpty() && !folder.equals(root)) {
            notes.skip(Reason.EMPTY_FOLDER);
        }
        for (Path entry : entries) {
            Optional<BasicFileAttributes> attributes = FolderEntries.attributes(entry);
            if (attributes.isEmpty()) {
                notes.skip(Reason.BROKEN_LINK);
            } else if (attributes.get().isDirectory()) {
                readFolder(entry, prefix);
            } else {
                readFile(entry, prefix, attributes.get());
            }
        }
    }

    private void readFolder(Path folder, String prefix) {
        if (FolderEntries.isHidden(folder)) {
            notes.skip(Reason.HIDDEN_FOLDER);
        } else if (known.add(FolderEntries.real(folder))) {
            read(folder, prefix + nameOf(folder) + "/");
        } else {
            notes.skip(Reason.KNOWN_FOLDER);
        }
    }

    private void readFile(Path file, String prefix, BasicFileAttributes attributes) {
        String name = file.getFileName().toString();
        if (FolderEntries.isHidden(file)) {
            notes.skip(Reason.HIDDEN_FILE);
        } else if (!attributes.isRegularFile()) {
            notes.skip(Reason.NO_FILE);
        } else if (!ImageFormats.isImage(name)) {
            notes.skipByEnding(name);
        } else {
            found.add(image(file, prefix));
        }
    }

    private ImageFile image(Path file, String prefix) {
        try {
            return new ImageFile(root, prefix + FileName.of(file), "");
        } catch (NotUtf8Exception e) {
            String shown = FileName.printable(file);
            return new ImageFile(root, prefix + shown.substring(shown.lastIndexOf('/') + 1), misnamed(file, e));
        }
    }

    /** @throws UserException if the name is not text */
    static String nameOf(Path folder) {
        try {
            return FileName.of(folder);
        } catch (NotUtf8Exception e) {
            throw new UserException(misnamed(folder, e), e);
        }
    }

    private static String misnamed(Path path, NotUtf8Exception e) {
        return FileName.printable(path) + " has a name that cannot be used (" + e.getMessage() + "): rename it";
    }
}

package cutmix.loader.folder;

import cutmix.loader.folder.ScanReport.Reason;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileName;
import cutmix.schemas.text.ClassName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The image files of one split, numbered from 0, class after class.
 *
 * @param classes sorted by name; at least one
 */
record FolderTree(List<ClassFolder> classes) {

    private static final Comparator<String> BY_BYTES =
            Comparator.comparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    /** @throws UserException if there is no class, or a class without images */
    static FolderTree read(Path split, ScanReport notes) {
        if (!Files.isDirectory(split)) {
            throw new UserException(split + " is missing: a folder of images has train/CLASS/ and test/CLASS/");
        }
        Map<String, List<Path>> folders = classFolders(split, notes);
        if (folders.isEmpty()) {
            throw new UserException(split + " holds no folder: make one for each class, with its images");
        }
        List<ClassFolder> classes = new ArrayList<>();
        folders.forEach((className, paths) -> {
            if (paths.size() > 1) {
                notes.merge(className, paths);
            }
            classes.add(ClassFolder.read(className, paths, notes));
        });
        return new FolderTree(classes);
    }

    private static Map<String, List<Path>> classFolders(Path split, ScanReport notes) {
        SortedMap<String, List<Path>> folders = new TreeMap<>(BY_BYTES);
        Path above = FolderEntries.real(split);
        for (Path folder : FolderEntries.folders(split, notes)) {
            if (above.startsWith(FolderEntries.real(folder))) {
                notes.skip(Reason.KNOWN_FOLDER);
            } else {
                String className = ClassName.of(ClassScan.nameOf(folder), FileName.printable(folder));
                folders.computeIfAbsent(className, first -> new ArrayList<>()).add(folder);
            }
        }
        return folders;
    }

    List<String> classNames() {
        return classes.stream().map(ClassFolder::className).toList();
    }

    /** Returns the number of images in all classes. */
    int size() {
        return classes.stream().mapToInt(folder -> folder.files().size()).reduce(0, Math::addExact);
    }
}

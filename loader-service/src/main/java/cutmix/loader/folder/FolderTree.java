package cutmix.loader.folder;

import cutmix.loader.dataset.FileAccessException;
import cutmix.schemas.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The image files of one split, in the dataset's order: the first of every class, the second of every class, and so on, so
 * that every limit is as balanced as can be.
 *
 * @param classes sorted by name; at least one
 */
record FolderTree(List<ClassFolder> classes) {

    /** @throws UserException if there is no class, or a class without images */
    static FolderTree read(Path split) {
        if (!Files.isDirectory(split)) {
            throw new UserException(split + " is missing: a folder of images has train/CLASS/ and test/CLASS/");
        }
        try (Stream<Path> entries = Files.list(split)) {
            List<ClassFolder> classes = entries.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(ClassFolder::read)
                    .toList();
            if (classes.isEmpty()) {
                throw new UserException(split + " holds no folder: make one for each class, with its images");
            }
            return new FolderTree(classes);
        } catch (IOException e) {
            throw new FileAccessException(split, e);
        }
    }

    List<String> classNames() {
        return classes.stream().map(ClassFolder::className).toList();
    }

    /** Images of all classes. */
    int size() {
        return classes.stream().mapToInt(folder -> folder.files().size()).reduce(0, Math::addExact);
    }

    List<ImageFile> first(int limit) {
        List<ImageFile> files = new ArrayList<>(limit);
        for (int round = 0; files.size() < limit; round++) {
            for (ClassFolder folder : classes) {
                if (round < folder.files().size() && files.size() < limit) {
                    files.add(new ImageFile(folder, round));
                }
            }
        }
        return files;
    }
}

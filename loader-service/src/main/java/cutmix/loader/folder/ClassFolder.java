package cutmix.loader.folder;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.image.ImageFormats;
import java.nio.file.Path;
import java.util.List;

/**
 * The images of one class.
 *
 * @param folders the folders of the class: one, or several with different spellings of one name
 * @param files sorted image files; at least one
 */
record ClassFolder(String className, List<Path> folders, List<ImageFile> files) {

    static ClassFolder read(String className, List<Path> folders, ScanReport notes) {
        List<ImageFile> files = folders.stream()
                .flatMap(folder -> ClassScan.of(folder, notes).stream())
                .sorted()
                .toList();
        if (files.isEmpty()) {
            throw new UserException(
                    folders.get(0) + " holds no image (" + ImageFormats.NAMES + "): add some, or remove the folder");
        }
        return new ClassFolder(className, folders, files);
    }
}

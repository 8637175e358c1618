package cutmix.loader.folder;

import cutmix.loader.dataset.FileAccessException;
import cutmix.schemas.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The images of one class.
 *
 * @param files names of the image files, sorted; at least one
 */
record ClassFolder(Path folder, List<String> files) {

    private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg");

    static ClassFolder read(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> files = entries.map(entry -> entry.getFileName().toString())
                    .filter(ClassFolder::isImage)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new UserException(
                        folder + " holds no image (.png, .jpg or .jpeg): add some, or remove the folder");
            }
            return new ClassFolder(folder, files);
        } catch (IOException e) {
            throw new FileAccessException(folder, e);
        }
    }

    String className() {
        return folder.getFileName().toString();
    }

    private static boolean isImage(String file) {
        String lower = file.toLowerCase(Locale.ROOT);
        return !file.startsWith(".") && ENDINGS.stream().anyMatch(lower::endsWith);
    }
}

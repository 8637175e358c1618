package cutmix.structure;

import cutmix.support.ProjectFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Java file of the project.
 *
 * @param path relative to the root of the project, with slashes
 */
record SourceFile(Path root, String path) {

    private static final String EXTENSION = ".java";
    private static final Pattern TEST = Pattern.compile("(^|/)src/([a-z]+-)*test/");

    /** The root of the project in which this program runs. */
    static Path projectRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("docker-compose.yml"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    /** All Java files below a folder, without build outputs and hidden folders, sorted by path. */
    static List<SourceFile> in(Path root) {
        try {
            return ProjectFiles.endingWith(root, EXTENSION).stream()
                    .map(file -> new SourceFile(
                            root, root.relativize(file).toString().replace('\\', '/')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isTest() {
        return TEST.matcher(path).find();
    }

    /** The name of the file's public class, without its package. */
    String simpleName() {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - EXTENSION.length());
    }

    /** The package according to the folder, which follows the source folder {@code java}; empty for a program outside of such a folder. */
    String packageName() {
        String folder = folder();
        String root = "/java/";
        int start = folder.indexOf(root);
        return start < 0 ? "" : folder.substring(start + root.length()).replace('/', '.');
    }

    String folder() {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    String text() {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package cutmix.support;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the files of a project. */
public final class ProjectFiles {

    private static final Set<String> BUILD_OUTPUTS = Set.of("target", "node_modules");
    private static final Set<String> RUN_OUTPUTS = Set.of("runs", "results");

    private ProjectFiles() {}

    /**
     * Returns the files with one of these endings, sorted by path. Omits hidden folders, the outputs of builds, and the
     * outputs of runs in the root folder.
     */
    public static List<Path> endingWith(Path root, String... endings) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return isSkipped(root, folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (Stream.of(endings).anyMatch(file.toString()::endsWith)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(found);
        return found;
    }

    private static boolean isSkipped(Path root, Path folder) {
        String name = folder.getFileName().toString();
        return !folder.equals(root)
                && (name.startsWith(".")
                        || BUILD_OUTPUTS.contains(name)
                        || folder.getParent().equals(root) && RUN_OUTPUTS.contains(name));
    }
}

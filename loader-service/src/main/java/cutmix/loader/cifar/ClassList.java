package cutmix.loader.cifar;

import cutmix.loader.dataset.FileAccessException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.Utf8;
import cutmix.schemas.text.ClassName;
import cutmix.schemas.text.Listing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code batches.meta.txt}: the class names, one per line, in the order of their labels. Ignores empty lines. */
final class ClassList {

    private static final long LARGEST = 1 << 20;
    /** A label is one byte. */
    private static final int MOST_CLASSES = 256;

    private static final int SHOWN = 10;

    private ClassList() {}

    /** @throws UserException if the file is missing, is not UTF-8, or does not name 1 to 256 different classes */
    static List<String> read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(file + " is missing: it names the classes, one a line");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new UserException(
                        file + " has " + Files.size(file) + " bytes: it names 1 to 256 classes, one a line");
            }
            return names(file, Utf8.decode(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new FileAccessException(file, e);
        }
    }

    private static List<String> names(Path file, String text) {
        Map<String, List<Integer>> lines = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!ClassName.normalized(line).isEmpty()) {
                String name = ClassName.of(line, file + ", line " + number + ",");
                lines.computeIfAbsent(name, first -> new ArrayList<>()).add(number);
            }
        }
        if (lines.isEmpty() || lines.size() > MOST_CLASSES) {
            throw new UserException(file + " names " + lines.size() + " classes: give 1 to 256, one a line");
        }
        requireDifferent(file, lines);
        return List.copyOf(lines.keySet());
    }

    private static void requireDifferent(Path file, Map<String, List<Integer>> lines) {
        List<String> repeated = lines.entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(entry -> entry.getKey() + " in lines " + Listing.first(SHOWN, entry.getValue()))
                .toList();
        if (!repeated.isEmpty()) {
            throw new UserException(file + " names classes more than once (" + Listing.first(SHOWN, repeated)
                    + "): give each class a name of its own");
        }
    }
}

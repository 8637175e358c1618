package cutmix.structure;

import cutmix.support.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The simple names of a project's classes: top-level and nested, of main and test sources, and those that Avro generates. */
final class ClassNames {

    private static final Pattern JAVA = Pattern.compile(
            "^\\s*(?:(?:@\\w+(?:\\([^)]*\\))?|public|protected|private|static|abstract|final|sealed|non-sealed)\\s+)*"
                    + "(?:class|interface|@interface|enum|record)\\s+([A-Z]\\w*)",
            Pattern.MULTILINE);

    private static final Pattern AVRO =
            Pattern.compile("\"type\"\\s*:\\s*\"(?:record|enum|fixed)\"\\s*,\\s*\"name\"\\s*:\\s*\"(\\w+)\"");

    private ClassNames() {}

    /** The names of all classes below a folder. */
    static Set<String> in(Path root) throws IOException {
        Set<String> names = new TreeSet<>();
        for (SourceFile file : SourceFile.in(root)) {
            names.addAll(found(JAVA, file.text()));
        }
        for (Path schema : ProjectFiles.endingWith(root, ".avsc")) {
            names.addAll(found(AVRO, Files.readString(schema)));
        }
        return names;
    }

    private static List<String> found(Pattern declaration, String text) {
        return declaration
                .matcher(text)
                .results()
                .map(declared -> declared.group(1))
                .toList();
    }
}

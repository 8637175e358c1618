package cutmix.structure;

import cutmix.support.MarkdownLine;
import cutmix.support.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name in inline code of a page that has the form of a class name: it begins with an uppercase letter and contains a lowercase one.
 * The names of members may follow, as in {@code BlockLayout.of}.
 *
 * @param page relative to the root of the project
 * @param line its number, from 1
 * @param code the inline code, without backticks
 */
record DocumentedClass(Path page, int line, String code) {

    private static final Pattern CLASS = Pattern.compile("[A-Z]\\w*[a-z]\\w*");
    private static final Pattern CLASS_AND_MEMBERS = Pattern.compile(CLASS + "([.#]\\w+)*(\\([^)]*\\))?");
    private static final Pattern SEPARATOR = Pattern.compile("[.#(]");

    /** All such names in the README, the guide for contributors, and the pages below {@code docs}. Code blocks do not count. */
    static List<DocumentedClass> in(Path root) throws IOException {
        List<DocumentedClass> found = new ArrayList<>();
        for (Path page : ProjectFiles.endingWith(root, ".md")) {
            Path path = root.relativize(page);
            if (path.startsWith("docs")
                    || path.equals(Path.of("README.md"))
                    || path.equals(Path.of("CONTRIBUTING.md"))) {
                found.addAll(in(path, Files.readAllLines(page)));
            }
        }
        return found;
    }

    private static List<DocumentedClass> in(Path page, List<String> lines) {
        return MarkdownLine.of(lines).stream()
                .filter(MarkdownLine::isProse)
                .flatMap(line -> line.inlineCode().stream()
                        .filter(code -> CLASS_AND_MEMBERS.matcher(code).matches())
                        .map(code -> new DocumentedClass(page, line.number(), code)))
                .toList();
    }

    /** The names of the class and of the nested classes within the code. */
    List<String> names() {
        return Arrays.stream(SEPARATOR.split(code))
                .filter(name -> CLASS.matcher(name).matches())
                .toList();
    }

    /** A line for each name that is neither a class of the project nor a foreign name. */
    static List<String> problems(List<DocumentedClass> documented, Set<String> classes, Set<String> foreign) {
        return documented.stream()
                .flatMap(found -> found.names().stream()
                        .filter(name -> !classes.contains(name) && !foreign.contains(name))
                        .map(name -> found.page + ":" + found.line + ": no class is called " + name))
                .toList();
    }
}

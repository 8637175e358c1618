package cutmix.structure;

import cutmix.support.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
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

    private static final String FENCE = "```";
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
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
        List<DocumentedClass> found = new ArrayList<>();
        boolean block = false;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith(FENCE)) {
                block = !block;
            } else if (!block) {
                for (MatchResult code : CODE.matcher(lines.get(i)).results().toList()) {
                    if (CLASS_AND_MEMBERS.matcher(code.group(1)).matches()) {
                        found.add(new DocumentedClass(page, i + 1, code.group(1)));
                    }
                }
            }
        }
        return found;
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

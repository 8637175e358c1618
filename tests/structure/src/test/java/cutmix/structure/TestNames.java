package cutmix.structure;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds test methods whose names are too long to read as a sentence.
 *
 * @param most characters of a name
 */
record TestNames(int most) {

    private static final Pattern METHOD = Pattern.compile("\\bvoid\\s+(\\w+)\\s*\\(");

    /** A line for each name that is too long. */
    List<String> problems(List<SourceFile> files) {
        return files.stream().filter(SourceFile::isTest).flatMap(this::problems).toList();
    }

    private Stream<String> problems(SourceFile file) {
        return METHOD.matcher(file.text())
                .results()
                .map((MatchResult method) -> method.group(1))
                .filter(name -> name.length() > most)
                .map(name -> file.path() + ": " + name + " has " + name.length() + " characters, of " + most);
    }
}

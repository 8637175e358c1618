package cutmix.structure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds Java files, also of tests, that share their name with another file of the project. A name then selects one class, as in
 * {@code -Dtest=NAME}.
 *
 * @param exceptions names that several files may have, without the extension
 */
record UniqueFileNames(Set<String> exceptions) {

    /** A line for each name that several files have. */
    List<String> problems(List<SourceFile> files) {
        Map<String, List<String>> paths = files.stream()
                .filter(file -> !exceptions.contains(file.simpleName()))
                .collect(Collectors.groupingBy(
                        SourceFile::simpleName,
                        TreeMap::new,
                        Collectors.mapping(SourceFile::path, Collectors.toList())));
        return paths.entrySet().stream()
                .filter(name -> name.getValue().size() > 1)
                .map(name -> "several files are called " + name.getKey() + ": " + String.join(", ", name.getValue()))
                .toList();
    }
}

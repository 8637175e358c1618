package cutmix.structure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds top-level classes that share their simple name with another class of the project.
 *
 * @param exceptions names that several classes may have
 */
record UniqueNames(Set<String> exceptions) {

    /** A line for each name that several main classes have. */
    List<String> problems(List<SourceFile> files) {
        Map<String, List<String>> paths = files.stream()
                .filter(file -> !file.isTest())
                .filter(file -> !exceptions.contains(file.simpleName()))
                .collect(Collectors.groupingBy(
                        SourceFile::simpleName,
                        TreeMap::new,
                        Collectors.mapping(SourceFile::path, Collectors.toList())));
        return paths.entrySet().stream()
                .filter(name -> name.getValue().size() > 1)
                .map(name -> "several classes are called " + name.getKey() + ": " + String.join(", ", name.getValue()))
                .toList();
    }
}

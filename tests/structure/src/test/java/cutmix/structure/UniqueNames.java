package cutmix.structure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds things that share their name with another one of the project: types, or files. If each file has a name of its own,
 * {@code -Dtest=NAME} selects one class.
 *
 * @param things their kind, in the plural
 * @param exceptions names that several may have
 */
record UniqueNames(String things, Set<String> exceptions) {

    /** A line for each name that several of these have. */
    <T> List<String> problems(List<T> all, Function<T, String> name, Function<T, String> place) {
        Map<String, List<String>> places = all.stream()
                .filter(one -> !exceptions.contains(name.apply(one)))
                .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.mapping(place, Collectors.toList())));
        return places.entrySet().stream()
                .filter(found -> found.getValue().size() > 1)
                .map(found -> "several " + things + " are called " + found.getKey() + ": "
                        + String.join(", ", found.getValue()))
                .toList();
    }
}

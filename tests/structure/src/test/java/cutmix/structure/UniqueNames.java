package cutmix.structure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds types that share their simple name with another type of the project, nested or not.
 *
 * @param exceptions names that several types may have
 */
record UniqueNames(Set<String> exceptions) {

    /** A line for each name that several types have. */
    List<String> problems(List<DeclaredType> types) {
        Map<String, List<String>> places = types.stream()
                .filter(type -> !exceptions.contains(type.name()))
                .collect(Collectors.groupingBy(
                        DeclaredType::name,
                        TreeMap::new,
                        Collectors.mapping(DeclaredType::place, Collectors.toList())));
        return places.entrySet().stream()
                .filter(name -> name.getValue().size() > 1)
                .map(name -> "several types are called " + name.getKey() + ": " + String.join(", ", name.getValue()))
                .toList();
    }
}

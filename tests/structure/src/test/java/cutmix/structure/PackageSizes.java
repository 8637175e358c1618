package cutmix.structure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Finds packages with too many files. Main and test sources of a package count separately.
 *
 * @param most files of a package
 */
record PackageSizes(int most) {

    /** A line for each package that is too large. */
    List<String> problems(List<SourceFile> files) {
        Map<String, Long> sizes =
                files.stream().collect(Collectors.groupingBy(SourceFile::folder, TreeMap::new, Collectors.counting()));
        return sizes.entrySet().stream()
                .filter(folder -> folder.getValue() > most)
                .map(folder -> folder.getKey() + " has " + folder.getValue() + " files: move some, so that " + most
                        + " remain")
                .toList();
    }
}

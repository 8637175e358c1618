package cutmix.structure;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds packages of main sources without a {@code package-info.java}. A package may extend over several folders.
 *
 * @param exceptions packages that need no description
 */
record PackageDescriptions(Set<String> exceptions) {

    /** Returns a line for each package without a description. */
    List<String> problems(List<SourceFile> files) {
        Set<String> missing = files.stream()
                .filter(file -> !file.isTest())
                .map(SourceFile::packageName)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        missing.removeAll(exceptions);
        files.stream()
                .filter(file -> file.simpleName().equals("package-info"))
                .map(SourceFile::packageName)
                .forEach(missing::remove);
        return missing.stream()
                .map(name -> name + " has no package-info.java: add one that describes the package")
                .toList();
    }
}

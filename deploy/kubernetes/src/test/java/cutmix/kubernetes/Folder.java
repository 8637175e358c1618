package cutmix.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of this module that are applied to a cluster. */
final class Folder {

    static final Path ROOT = Path.of("").toAbsolutePath();
    private static final String KUSTOMIZATION = "kustomization.yaml";

    private Folder() {}

    static List<Path> kustomizations() {
        return yamlFiles().filter(file -> file.endsWith(KUSTOMIZATION)).toList();
    }

    /** All but the kustomizations: resources and patches. */
    static List<Path> manifests() {
        return yamlFiles().filter(file -> !file.endsWith(KUSTOMIZATION)).toList();
    }

    static Stream<Kustomization> overlays() {
        return kustomizations().stream()
                .map(Path::getParent)
                .filter(folder -> folder.startsWith(ROOT.resolve("overlays")))
                .map(Kustomization::in);
    }

    private static Stream<Path> yamlFiles() {
        return Stream.of("base", "components", "overlays").map(ROOT::resolve).flatMap(Folder::yamlFilesUnder);
    }

    private static Stream<Path> yamlFilesUnder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

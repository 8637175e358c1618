package cutmix.manifests.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The manifest files for a cluster. */
public final class Folder {

    /** This module. */
    public static final Path MODULE = Path.of("").toAbsolutePath();

    private static final Path PROJECT = MODULE.resolve("../..").normalize();

    public static final Path ROOT = PROJECT.resolve("deploy/kubernetes");
    /** The page that describes them. */
    public static final Path PAGE = PROJECT.resolve("docs/operations/kubernetes.md");

    /** Overlays that the page shows or describes. */
    public static final Path EXAMPLES = MODULE.resolve("src/test/resources/cutmix/manifests/overlays");

    private static final String KUSTOMIZATION = "kustomization.yaml";

    private Folder() {}

    public static List<Path> kustomizations() {
        return yamlFiles().filter(file -> file.endsWith(KUSTOMIZATION)).toList();
    }

    /** All files except kustomizations: resources and patches. */
    public static List<Path> manifests() {
        return yamlFiles().filter(file -> !file.endsWith(KUSTOMIZATION)).toList();
    }

    /** Unmodified overlays, and one for each extension that the page shows. */
    public static Stream<Kustomization> overlays() {
        return Stream.of(ROOT.resolve("overlays"), EXAMPLES)
                .flatMap(Folder::yamlFilesUnder)
                .filter(file -> file.endsWith(KUSTOMIZATION))
                .map(Path::getParent)
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

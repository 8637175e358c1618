package cutmix.manifests.manifest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that are applied to a cluster. */
public final class Folder {

    /** This module. */
    public static final Path MODULE = Path.of("").toAbsolutePath();

    private static final Path PROJECT = MODULE.resolve("../..").normalize();

    public static final Path ROOT = PROJECT.resolve("deploy/kubernetes");
    /** What describes them. */
    public static final Path PAGE = PROJECT.resolve("docs/operations/kubernetes.md");

    /** Overlays that the page shows, or tells how to write. */
    public static final Path EXAMPLES = MODULE.resolve("src/test/resources/cutmix/manifests/overlays");

    private static final String KUSTOMIZATION = "kustomization.yaml";

    private Folder() {}

    public static List<Path> kustomizations() {
        return yamlFiles().filter(file -> file.endsWith(KUSTOMIZATION)).toList();
    }

    /** All but the kustomizations: resources and patches. */
    public static List<Path> manifests() {
        return yamlFiles().filter(file -> !file.endsWith(KUSTOMIZATION)).toList();
    }

    /** Those that are applied as they are, and one for each way that the page shows to go on from them. */
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

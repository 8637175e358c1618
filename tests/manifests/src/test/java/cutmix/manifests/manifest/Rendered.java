package cutmix.manifests.manifest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Kustomize makes of an overlay; each is rendered once. Tests are skipped where there is no Kustomize. */
public final class Rendered {

    private static final Map<Path, List<Manifest>> BY_FOLDER = new HashMap<>();

    private Rendered() {}

    public static List<Manifest> of(Kustomization kustomization) throws IOException, InterruptedException {
        return of(kustomization.folder());
    }

    /** Of a folder with a {@code kustomization.yaml}, which may have fields that {@link Kustomization} does not know. */
    public static List<Manifest> of(Path folder) throws IOException, InterruptedException {
        Optional<Renderer> renderer = Renderer.onPath();
        assumeTrue(renderer.isPresent(), "neither kustomize nor kubectl is on the PATH: nothing is rendered");
        if (!BY_FOLDER.containsKey(folder)) {
            BY_FOLDER.put(folder, renderer.orElseThrow().render(folder));
        }
        return BY_FOLDER.get(folder);
    }

    /** One of those that are applied as they are. */
    public static List<Manifest> overlay(String name) throws IOException, InterruptedException {
        return of(Kustomization.in(Folder.ROOT.resolve("overlays").resolve(name)));
    }

    /** One of those that the page shows as examples. */
    public static List<Manifest> example(String name) throws IOException, InterruptedException {
        return of(Kustomization.in(Folder.EXAMPLES.resolve(name)));
    }
}

package cutmix.kubernetes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Kustomize makes of an overlay; each is rendered once. Tests are skipped where there is no Kustomize. */
final class Rendered {

    private static final Map<Path, List<Manifest>> BY_FOLDER = new HashMap<>();

    private Rendered() {}

    static List<Manifest> of(Kustomization kustomization) throws IOException, InterruptedException {
        Optional<Renderer> renderer = Renderer.onPath();
        assumeTrue(renderer.isPresent(), "neither kustomize nor kubectl is on the PATH: nothing is rendered");
        if (!BY_FOLDER.containsKey(kustomization.folder())) {
            BY_FOLDER.put(kustomization.folder(), renderer.orElseThrow().render(kustomization));
        }
        return BY_FOLDER.get(kustomization.folder());
    }

    /** One of those that are applied as they are. */
    static List<Manifest> overlay(String name) throws IOException, InterruptedException {
        return of(Kustomization.in(Folder.ROOT.resolve("overlays").resolve(name)));
    }

    /** One of those that the page shows as examples. */
    static List<Manifest> example(String name) throws IOException, InterruptedException {
        return of(Kustomization.in(Folder.EXAMPLES.resolve(name)));
    }
}

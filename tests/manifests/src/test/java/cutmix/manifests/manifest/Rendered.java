package cutmix.manifests.manifest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kustomize's output for overlays, each rendered once. Tests are skipped without Kustomize. */
public final class Rendered {

    private static final Map<Path, List<Manifest>> BY_FOLDER = new HashMap<>();

    private Rendered() {}

    public static List<Manifest> of(Kustomization kustomization) throws IOException, InterruptedException {
        return of(kustomization.folder());
    }

    /** Renders a folder with a {@code kustomization.yaml}, whose fields {@link Kustomization} need not know. */
    public static List<Manifest> of(Path folder) throws IOException, InterruptedException {
        Optional<Renderer> renderer = Renderer.onPath();
        assumeTrue(renderer.isPresent(), "neither kustomize nor kubectl is on the PATH: nothing is rendered");
        if (!BY_FOLDER.containsKey(folder)) {
            BY_FOLDER.put(folder, renderer.orElseThrow().render(folder));
        }
        return BY_FOLDER.get(folder);
    }

    /** An overlay that is applied unmodified. */
    public static List<Manifest> overlay(String name) throws IOException, InterruptedException {
        return of(Kustomization.in(Folder.ROOT.resolve("overlays").resolve(name)));
    }

    /** An example overlay from the page. */
    public static List<Manifest> example(String name) throws IOException, InterruptedException {
        return of(Kustomization.in(Folder.EXAMPLES.resolve(name)));
    }
}

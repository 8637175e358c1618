package cutmix.manifests;

import cutmix.manifests.manifest.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** A folder inside the project for the overlays of a test, since Kustomize accepts only relative paths. */
final class OverlayFolder implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        return Files.createTempDirectory(Folder.MODULE.resolve("target"), "overlay");
    }
}

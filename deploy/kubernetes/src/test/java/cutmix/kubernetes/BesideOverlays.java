package cutmix.kubernetes;

import cutmix.kubernetes.manifest.Folder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** A folder for overlays of a test, as deep as the folder {@code overlays}. Kustomize takes no absolute paths. */
final class BesideOverlays implements TempDirFactory {

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
        return Files.createTempDirectory(Folder.ROOT.resolve("target"), "overlay");
    }
}

package cutmix.loader.folder;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.Fingerprint;
import cutmix.loader.dataset.SplitLimits;
import cutmix.loader.progress.LineProgress;
import cutmix.loader.progress.LoadProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of opening a folder of images.
 *
 * @param trainReds of the first pixels
 * @param notices the notices during opening
 */
record OpenedFolder(
        List<String> classNames,
        List<Integer> trainReds,
        List<Integer> trainLabels,
        List<Integer> testReds,
        List<Integer> testLabels,
        String fingerprint,
        List<String> notices) {

    static OpenedFolder all(Path folder) throws IOException {
        return of(folder, SplitLimits.none(), false);
    }

    static OpenedFolder of(Path folder, SplitLimits limits, boolean skipBad) throws IOException {
        List<String> notices = new ArrayList<>();
        LoadProgress progress = new LineProgress(System.out, Duration.ofHours(1), System::nanoTime);
        Path temporary = Files.createTempDirectory("packed");
        try (Dataset dataset = ImageFolderDataset.open(
                "x", folder, new FolderOptions(5, limits, skipBad, temporary), progress, notices::add)) {
            return new OpenedFolder(
                    dataset.classNames(),
                    ImageFolders.reds(dataset.train()),
                    ImageFolders.labels(dataset.train()),
                    ImageFolders.reds(dataset.test()),
                    ImageFolders.labels(dataset.test()),
                    Fingerprint.of(dataset),
                    notices);
        } finally {
            // Succeeds only if the folder is empty.
            Files.delete(temporary);
        }
    }
}

package cutmix.loader.cifar;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.FileAccessException;
import cutmix.loader.dataset.SplitLimits;
import cutmix.loader.download.Connections;
import cutmix.loader.download.Download;
import cutmix.loader.download.RemoteFile;
import cutmix.loader.progress.LoadProgress;
import cutmix.schemas.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The official CIFAR-10 dataset, downloaded once.
 *
 * @param archive the official archive
 * @param cache the folder for extracted files
 */
public record Cifar10(RemoteFile archive, Connections connections, Path cache) {

    /**
     * Opens the dataset. Downloads it first, unless an earlier run has done so.
     *
     * @param notices receives a line for each problem that is repaired
     * @throws UserException if the dataset cannot be downloaded or opened
     */
    public Dataset open(SplitLimits limits, LoadProgress progress, Consumer<String> notices) {
        Path folder = CifarArchive.folder(cache, archive.sha256());
        if (!CifarArchive.isKept(folder, "downloading it again", notices)) {
            Path file = cache.resolve("cifar-10-binary.tar.gz");
            new Download(archive, file, connections).run(progress, notices);
            folder = CifarArchive.extracted(file, cache, notices);
            delete(file);
        }
        return CifarDataset.open("cifar10", folder, limits);
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new FileAccessException(file, e);
        }
    }
}

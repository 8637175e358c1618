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
 * The official CIFAR-10, downloaded once.
 *
 * @param archive where the official archive is
 * @param cache the folder that keeps what was extracted
 */
public record Cifar10(RemoteFile archive, Connections connections, Path cache) {

    /**
     * Opens the dataset; downloads it first unless an earlier run did.
     *
     * @param notices take a line for each thing that went wrong and is mended
     * @throws UserException if it cannot be had
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

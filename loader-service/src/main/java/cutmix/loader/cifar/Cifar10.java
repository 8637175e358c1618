package cutmix.loader.cifar;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.FileAccessException;
import cutmix.loader.dataset.Limits;
import cutmix.loader.progress.Progress;
import cutmix.schemas.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The official CIFAR-10, downloaded once.
 *
 * @param archive where the official archive is
 * @param cache the folder that keeps what was extracted
 */
public record Cifar10(RemoteFile archive, Path cache) {

    /**
     * Opens the dataset; downloads it first unless an earlier run did.
     *
     * @throws UserException if it cannot be had
     */
    public Dataset open(Limits limits, Progress progress) {
        Path folder = CifarArchive.folder(cache, archive.sha256());
        if (!Files.isDirectory(folder)) {
            Path file = cache.resolve("cifar-10-binary.tar.gz");
            new Download(archive, file).run(progress);
            folder = CifarArchive.extracted(file, cache);
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

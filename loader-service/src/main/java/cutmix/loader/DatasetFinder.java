package cutmix.loader;

import cutmix.loader.cifar.Cifar10;
import cutmix.loader.cifar.CifarArchive;
import cutmix.loader.cifar.CifarDataset;
import cutmix.loader.dataset.Dataset;
import cutmix.loader.folder.FolderOptions;
import cutmix.loader.folder.ImageFolderDataset;
import cutmix.loader.progress.LoadProgress;
import cutmix.loader.sample.SampleDataset;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileName;
import cutmix.schemas.image.ImageFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds the dataset that the user named.
 *
 * @param cifar10 the official archive; present if it is requested
 */
record DatasetFinder(Optional<Cifar10> cifar10) {

    static final String CIFAR10 = "cifar10";

    private static final int SAMPLE_TRAIN_SIZE = 2000;
    private static final int SAMPLE_TEST_SIZE = 500;
    private static final String ARCHIVE_ENDING = "\\.(tar\\.gz|tgz)$";

    /**
     * Opens the dataset.
     *
     * @param notices receives lines that say what is skipped, and why
     * @throws UserException if there is no such dataset, or it cannot be read
     */
    Dataset open(DatasetRequest request, LoadProgress progress, Consumer<String> notices) {
        return switch (request.dataset()) {
            case "sample" ->
                SampleDataset.of(
                        request.seed(),
                        request.limits().train().orElse(SAMPLE_TRAIN_SIZE),
                        request.limits().test().orElse(SAMPLE_TEST_SIZE));
            case CIFAR10 -> cifar10.orElseThrow().open(request.limits(), progress, notices);
            default ->
                openPath(FileName.path(request.dataset()).toAbsolutePath().normalize(), request, progress, notices);
        };
    }

    private static Dataset openPath(
            Path path, DatasetRequest request, LoadProgress progress, Consumer<String> notices) {
        String name = String.valueOf(path.getFileName());
        if (!Files.exists(path)) {
            throw new SettingException(
                    path + " does not exist: give sample, cifar10, or the path of a folder or archive");
        }
        if (Files.isDirectory(path)) {
            return openFolder(name, path, request, progress, notices);
        }
        String withoutEnding = name.replaceFirst(ARCHIVE_ENDING, "");
        if (withoutEnding.equals(name)) {
            throw new SettingException(
                    path + " is not a folder and does not end in .tar.gz: give a folder of images, or "
                            + "cifar-10-binary.tar.gz");
        }
        return CifarDataset.open(
                withoutEnding, CifarArchive.extracted(path, request.cache(), notices), request.limits());
    }

    private static Dataset openFolder(
            String name, Path folder, DatasetRequest request, LoadProgress progress, Consumer<String> notices) {
        if (ImageFolderDataset.isIn(folder)) {
            FolderOptions options =
                    new FolderOptions(request.imageSize(), request.limits(), request.skipBad(), request.cache());
            return ImageFolderDataset.open(name, folder, options, progress, notices);
        }
        Optional<Path> cifar = CifarDataset.find(folder);
        if (cifar.isEmpty()) {
            throw new SettingException(folder + " holds no dataset: it needs train/CLASS/ and test/CLASS/ with images ("
                    + ImageFormats.NAMES + "), or data_batch_1.bin and the other files of CIFAR-10's binary layout");
        }
        return CifarDataset.open(name, cifar.get(), request.limits());
    }
}

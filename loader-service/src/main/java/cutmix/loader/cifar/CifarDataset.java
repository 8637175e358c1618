package cutmix.loader.cifar;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.dataset.SplitLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads a folder in the binary layout of CIFAR-10 in place. The batches may contain any number of images. */
public final class CifarDataset {

    private static final ImageShape SHAPE = new ImageShape(CifarBatch.SIDE, CifarBatch.SIDE, CifarBatch.CHANNELS);

    private CifarDataset() {}

    /** Finds the binary layout in this folder or in its subfolder {@code cifar-10-batches-bin}; empty if in neither. */
    public static Optional<Path> find(Path folder) {
        return List.of(folder, folder.resolve(CifarFiles.FOLDER)).stream()
                .filter(CifarFiles::anyIn)
                .findFirst();
    }

    /**
     * Opens a folder in the binary layout.
     *
     * @throws cutmix.schemas.failure.UserException if files are missing or truncated, class names are invalid, or a
     *     limit exceeds the number of images
     */
    public static Dataset open(String name, Path folder, SplitLimits limits) {
        List<String> classNames = ClassList.read(folder.resolve(CifarFiles.CLASS_NAMES));
        CifarBatches batches = CifarBatches.open(folder);
        try {
            return of(name, classNames, batches, limits);
        } catch (RuntimeException e) {
            batches.close();
            throw e;
        }
    }

    private static Dataset of(String name, List<String> classNames, CifarBatches batches, SplitLimits limits) {
        List<CifarBatch> train = batches.train();
        List<CifarBatch> test = batches.test();
        return new Dataset(
                name,
                classNames,
                SHAPE,
                new CifarSplit(train, classNames.size(), limits.trainSize(CifarSplit.available(train))),
                new CifarSplit(test, classNames.size(), limits.testSize(CifarSplit.available(test))),
                batches::close);
    }
}

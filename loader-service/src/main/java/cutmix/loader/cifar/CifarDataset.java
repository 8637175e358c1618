package cutmix.loader.cifar;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.FileAccessException;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.dataset.Limits;
import cutmix.schemas.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A folder in the binary layout of CIFAR-10, read where it lies. The batches may hold any number of images. */
public final class CifarDataset {

    private static final ImageShape SHAPE = new ImageShape(CifarBatch.SIDE, CifarBatch.SIDE, CifarBatch.CHANNELS);

    private static final long LARGEST_LIST = 1 << 20;

    private CifarDataset() {}

    /** Where the binary layout lies: in this folder or in its {@code cifar-10-batches-bin}; empty if in neither. */
    public static Optional<Path> find(Path folder) {
        return List.of(folder, folder.resolve(CifarFiles.FOLDER)).stream()
                .filter(CifarFiles::anyIn)
                .findFirst();
    }

    /**
     * Opens a folder in the binary layout.
     *
     * @throws UserException if a file is missing or truncated, or a limit is more than there is
     */
    public static Dataset open(String name, Path folder, Limits limits) {
        List<String> classNames = classNames(folder.resolve(CifarFiles.CLASS_NAMES));
        List<CifarBatch> batches = new ArrayList<>();
        try {
            CifarFiles.TRAIN.forEach(file -> batches.add(CifarBatch.open(folder.resolve(file))));
            batches.add(CifarBatch.open(folder.resolve(CifarFiles.TEST)));
            return of(name, classNames, batches, limits);
        } catch (RuntimeException e) {
            batches.forEach(CifarBatch::close);
            throw e;
        }
    }

    private static Dataset of(String name, List<String> classNames, List<CifarBatch> batches, Limits limits) {
        List<CifarBatch> train = batches.subList(0, CifarFiles.TRAIN.size());
        List<CifarBatch> test = batches.subList(CifarFiles.TRAIN.size(), batches.size());
        return new Dataset(
                name,
                classNames,
                SHAPE,
                new CifarSplit(train, classNames.size(), limits.trainSize(CifarSplit.available(train))),
                new CifarSplit(test, classNames.size(), limits.testSize(CifarSplit.available(test))),
                () -> batches.forEach(CifarBatch::close));
    }

    private static List<String> classNames(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserException(file + " is missing: it names the classes, one a line");
        }
        try {
            if (Files.size(file) > LARGEST_LIST) {
                throw new UserException(
                        file + " has " + Files.size(file) + " bytes: it names 1 to 256 classes, one a line");
            }
            List<String> names = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (names.isEmpty() || names.size() > 256) {
                throw new UserException(file + " names " + names.size() + " classes: give 1 to 256, one a line");
            }
            return names;
        } catch (IOException e) {
            throw new FileAccessException(file, e);
        }
    }
}

package cutmix.loader.folder;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.progress.LoadProgress;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.file.FileName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads image files in {@code train/CLASS/}, {@code test/CLASS/} and their subfolders, scaled to squares of one size.
 * Classes and files are sorted by name, and classes alternate.
 */
public final class ImageFolderDataset {

    private static final String TRAIN = "train";
    private static final String TEST = "test";
    private static final int CHANNELS = 3;

    private final Path folder;
    private final FolderOptions options;
    private final Consumer<String> notices;
    private final FolderTree trainTree;
    private final FolderTree testTree;

    private ImageFolderDataset(Path folder, FolderOptions options, Consumer<String> notices) {
        this.folder = folder;
        this.options = options;
        this.notices = notices;
        ScanReport notes = new ScanReport();
        this.trainTree = FolderTree.read(folder.resolve(TRAIN), notes);
        this.testTree = FolderTree.read(folder.resolve(TEST), notes);
        for (Path other : FolderEntries.folders(folder, notes)) {
            if (!other.endsWith(TRAIN) && !other.endsWith(TEST)) {
                notes.skip(ScanReport.Reason.NO_SPLIT);
            }
        }
        notes.lines(folder).forEach(notices);
    }

    /** Returns whether a folder has this layout. */
    public static boolean isIn(Path folder) {
        return Files.isDirectory(folder.resolve(TRAIN));
    }

    /**
     * Reads all images within the limits.
     *
     * @param notices receives lines that say what is skipped, and why
     * @throws UserException if a class has no image, a test class has no training images, or images cannot be read;
     *     names up to 20 of these images
     */
    public static Dataset open(
            String name, Path folder, FolderOptions options, LoadProgress progress, Consumer<String> notices) {
        return new ImageFolderDataset(folder, options, notices).open(name, progress);
    }

    private Dataset open(String name, LoadProgress progress) {
        List<String> classNames = trainTree.classNames();
        requireCounterparts(classNames);
        int trainSize = options.limits().trainSize(trainTree.size());
        int testSize = options.limits().testSize(testTree.size());
        ImageShape shape = new ImageShape(options.imageSize(), options.imageSize(), CHANNELS);
        SplitDecoder test = decoder(testTree, shape, progress);
        try {
            SplitDecoder train = decoder(trainTree, shape, progress);
            try {
                decode(train, trainSize, test, testSize);
                Map<String, Integer> labels = new HashMap<>();
                classNames.forEach(className -> labels.put(className, labels.size()));
                return new Dataset(name, classNames, shape, train.split(labels::get), test.split(labels::get), () -> {
                    train.close();
                    test.close();
                });
            } catch (RuntimeException e) {
                train.close();
                throw e;
            }
        } catch (RuntimeException e) {
            test.close();
            throw e;
        }
    }

    private void requireCounterparts(List<String> classNames) {
        for (ClassFolder test : testTree.classes()) {
            if (!classNames.contains(test.className())) {
                throw new UserException(test.folders().get(0) + " has no counterpart in " + folder.resolve(TRAIN)
                        + ": add training images of that class, or remove the folder");
            }
        }
    }

    private SplitDecoder decoder(FolderTree tree, ImageShape shape, LoadProgress progress) {
        return new SplitDecoder(new NumberedImages(tree.classes()), shape, options.temporary(), progress);
    }

    private void decode(SplitDecoder train, int trainSize, SplitDecoder test, int testSize) {
        if (options.skipBad()) {
            test.decodeFirstGood(testSize);
            train.decodeFirstGood(trainSize);
            reportSkipped(train, test);
            options.limits().testSize(test.decoded() - test.bad().count());
            options.limits().trainSize(train.decoded() - train.bad().count());
        } else {
            test.decodeFirst(testSize);
            train.decodeFirst(trainSize);
            if (train.bad().count() + test.bad().count() > 0) {
                throw BadImages.asFailure(train.bad(), test.bad(), train.decoded() + test.decoded());
            }
        }
    }

    private void reportSkipped(SplitDecoder train, SplitDecoder test) {
        int count = train.bad().count() + test.bad().count();
        if (count > 0) {
            List<String> named = BadImages.named(train.bad(), test.bad());
            notices.accept(String.format(
                    Locale.ROOT,
                    "Skipped in %s by --skip-bad: %,d of %,d images, which cannot be read",
                    FileName.printable(folder),
                    count,
                    train.decoded() + test.decoded()));
            named.forEach(image -> notices.accept("  " + image));
            if (count > named.size()) {
                notices.accept(String.format(Locale.ROOT, "  and %,d more", count - named.size()));
            }
        }
    }
}

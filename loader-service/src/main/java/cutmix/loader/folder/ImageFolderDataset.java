package cutmix.loader.folder;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.dataset.Limits;
import cutmix.loader.progress.Progress;
import cutmix.schemas.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Image files in {@code train/CLASS/} and {@code test/CLASS/}, scaled to squares of one size. Classes and files count in the
 * order of their names, and classes take turns.
 */
public final class ImageFolderDataset {

    private static final int CHANNELS = 3;

    private ImageFolderDataset() {}

    /** Whether a folder looks like one of image files. */
    public static boolean isIn(Path folder) {
        return Files.isDirectory(folder.resolve("train"));
    }

    /**
     * Reads all images that the limits leave.
     *
     * @param imageSize height and width to scale to, in pixels
     * @param temporary the folder for the decoded images
     * @throws UserException if a class has no image, a test class no counterpart, or an image cannot be read
     */
    public static Dataset open(
            String name, Path folder, int imageSize, Limits limits, Path temporary, Progress progress) {
        FolderTree trainTree = FolderTree.read(folder.resolve("train"));
        FolderTree testTree = FolderTree.read(folder.resolve("test"));
        List<String> classNames = trainTree.classNames();
        for (ClassFolder test : testTree.classes()) {
            if (!classNames.contains(test.className())) {
                throw new UserException(test.folder() + " has no counterpart in " + folder.resolve("train")
                        + ": add training images of that class, or remove the folder");
            }
        }
        int trainSize = limits.trainSize(trainTree.size());
        int testSize = limits.testSize(testTree.size());
        ImageShape shape = new ImageShape(imageSize, imageSize, CHANNELS);
        PackedImages test = pack(testTree.first(testSize), classNames, shape, temporary, progress);
        try {
            PackedImages train = pack(trainTree.first(trainSize), classNames, shape, temporary, progress);
            return new Dataset(name, classNames, shape, train, test, () -> {
                train.close();
                test.close();
            });
        } catch (RuntimeException e) {
            test.close();
            throw e;
        }
    }

    private static PackedImages pack(
            List<ImageFile> images, List<String> classNames, ImageShape shape, Path temporary, Progress progress) {
        return PackedImages.decode(
                images, image -> classNames.indexOf(image.folder().className()), shape, temporary, progress);
    }
}

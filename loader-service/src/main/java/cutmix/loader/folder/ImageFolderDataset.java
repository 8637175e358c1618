package cutmix.loader.folder;

import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.ImageShape;
import cutmix.loader.dataset.Limits;
import cutmix.loader.dataset.Split;
import cutmix.loader.progress.Progress;
import cutmix.schemas.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Image files in {@code train/CLASS/} and {@code test/CLASS/}, scaled to squares of one size. Classes and files count in the
 * order of their names, and classes take turns.
 */
public final class ImageFolderDataset implements Dataset {

    private static final int CHANNELS = 3;

    private final String name;
    private final List<String> classNames;
    private final ImageShape shape;
    private final PackedImages train;
    private final PackedImages test;

    private ImageFolderDataset(
            String name, List<String> classNames, ImageShape shape, PackedImages train, PackedImages test) {
        this.name = name;
        this.classNames = classNames;
        this.shape = shape;
        this.train = train;
        this.test = test;
    }

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
    public static ImageFolderDataset open(
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
            return new ImageFolderDataset(name, classNames, shape, train, test);
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

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> classNames() {
        return classNames;
    }

    @Override
    public ImageShape shape() {
        return shape;
    }

    @Override
    public Split train() {
        return train;
    }

    @Override
    public Split test() {
        return test;
    }

    @Override
    public void close() {
        train.close();
        test.close();
    }
}

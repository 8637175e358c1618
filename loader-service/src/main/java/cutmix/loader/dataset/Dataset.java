package cutmix.loader.dataset;

import java.util.List;

/**
 * Labeled images of one shape, split into training and test images.
 *
 * @param classNames class name of each label
 * @param release closes the source of the images; afterward, no image can be read
 */
public record Dataset(String name, List<String> classNames, ImageShape shape, Split train, Split test, Runnable release)
        implements AutoCloseable {

    public Dataset {
        classNames = List.copyOf(classNames);
    }

    @Override
    public void close() {
        release.run();
    }
}

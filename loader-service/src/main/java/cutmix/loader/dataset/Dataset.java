package cutmix.loader.dataset;

import java.util.List;

/** Labeled images of one shape, split into training and test images. */
public interface Dataset extends AutoCloseable {

    String name();

    /** The class name of each label. */
    List<String> classNames();

    ImageShape shape();

    Split train();

    Split test();

    /** Gives back what the images are read from; none can be read any more. */
    @Override
    default void close() {}
}

package cutmix.loader.dataset;

/** The training images of a dataset, or its test images, in a fixed order. Safe for use by several threads. */
public interface Split {

    /** Images, at least 1. */
    int size();

    /** The class of an image, counted from 0. */
    int label(int index);

    /**
     * The pixels of an image: height x width x channels, one unsigned byte each, rows first, channels last.
     *
     * @return the caller's own
     */
    byte[] pixels(int index);
}

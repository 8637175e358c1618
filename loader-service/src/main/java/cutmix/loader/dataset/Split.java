package cutmix.loader.dataset;

/** The training images or the test images of a dataset, in a fixed order. Thread-safe. */
public interface Split {

    /** Returns the number of images, at least 1. */
    int size();

    /** Returns the class of an image, counted from 0. */
    int label(int index);

    /**
     * Returns the pixels of an image as unsigned bytes of shape {@code (height, width, channels)}.
     *
     * @return an array that the caller may modify
     */
    byte[] pixels(int index);
}

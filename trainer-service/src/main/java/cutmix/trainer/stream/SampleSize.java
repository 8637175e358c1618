package cutmix.trainer.stream;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;

/**
 * The memory size of a sample of a dataset.
 *
 * @param pixels bytes of the image
 * @param classes number of weights of the soft label
 */
public record SampleSize(int pixels, int classes) {

    /** The greatest length of an array on any JVM. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    public static SampleSize of(DatasetInfo info) {
        return new SampleSize(
                info.getHeight() * info.getWidth() * info.getChannels(),
                info.getClassNames().size());
    }

    /** Returns the bytes of pixels and label together. */
    public long bytes() {
        return pixels + (long) classes * Float.BYTES;
    }

    /** @throws UserException if this number of samples does not fit into one batch */
    void requireBatch(int size) {
        int most = LONGEST_ARRAY / Math.max(pixels, classes);
        if (size > most) {
            throw new UserException("a batch of " + size + " images of " + pixels + " bytes in " + classes
                    + " classes is too large: take a --batch-size of at most " + most);
        }
    }
}

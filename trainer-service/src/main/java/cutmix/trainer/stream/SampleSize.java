package cutmix.trainer.stream;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;

/**
 * What a sample of a dataset takes in memory.
 *
 * @param pixels bytes of its image
 * @param classes weights of its soft label
 */
public record SampleSize(int pixels, int classes) {

    /** The most elements of an array, for any JVM. */
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    public static SampleSize of(DatasetInfo info) {
        return new SampleSize(
                info.getHeight() * info.getWidth() * info.getChannels(),
                info.getClassNames().size());
    }

    /** Of pixels and label. */
    public long bytes() {
        return pixels + (long) classes * Float.BYTES;
    }

    /** @throws UserException if so many samples do not fit into one batch */
    void requireBatch(int size) {
        int most = LONGEST_ARRAY / Math.max(pixels, classes);
        if (size > most) {
            throw new UserException("a batch of " + size + " images of " + pixels + " bytes in " + classes
                    + " classes is too large: take a --batch-size of at most " + most);
        }
    }
}

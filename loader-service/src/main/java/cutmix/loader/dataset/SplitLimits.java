package cutmix.loader.dataset;

import cutmix.schemas.failure.UserException;
import java.util.OptionalInt;

/**
 * How many images of each split are wanted.
 *
 * @param train the first so many training images, at least 1; all where empty
 * @param test the first so many test images, at least 1; all where empty
 */
public record SplitLimits(OptionalInt train, OptionalInt test) {

    /** All images. */
    public static SplitLimits none() {
        return new SplitLimits(OptionalInt.empty(), OptionalInt.empty());
    }

    /** @throws UserException if more training images are wanted than there are */
    public int trainSize(int available) {
        return size(train, available, "--train-limit", "training");
    }

    /** @throws UserException if more test images are wanted than there are */
    public int testSize(int available) {
        return size(test, available, "--test-limit", "test");
    }

    private static int size(OptionalInt limit, int available, String option, String split) {
        if (limit.orElse(0) > available) {
            throw new UserException(option + " " + limit.getAsInt() + " is more than the " + available + " " + split
                    + " images there are: give at most " + available);
        }
        return limit.orElse(available);
    }
}

package cutmix.loader.dataset;

import cutmix.schemas.failure.UserException;
import java.util.OptionalInt;

/**
 * Limits on the number of images of each split.
 *
 * @param train the number of training images, taken from the beginning; at least 1; empty for all
 * @param test the number of test images, taken from the beginning; at least 1; empty for all
 */
public record SplitLimits(OptionalInt train, OptionalInt test) {

    /** No limits. */
    public static SplitLimits none() {
        return new SplitLimits(OptionalInt.empty(), OptionalInt.empty());
    }

    /** @throws UserException if the limit exceeds the number of training images */
    public int trainSize(int available) {
        return size(train, available, "--train-limit", "training");
    }

    /** @throws UserException if the limit exceeds the number of test images */
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

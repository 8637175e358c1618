package cutmix.augment.mixing;

import cutmix.schemas.failure.UserException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many epochs at the end of a training. */
public sealed interface LastEpochs {

    LastEpochs NONE = new Count(0);

    /** How many they are of a training of so many epochs. */
    int of(int epochs);

    /** @param epochs at least 0, and perhaps more than there are */
    record Count(int epochs) implements LastEpochs {

        @Override
        public int of(int all) {
            return epochs;
        }

        @Override
        public String toString() {
            return Integer.toString(epochs);
        }
    }

    /**
     * A part of all of them, rounded down.
     *
     * @param numerator from 0 to the denominator
     * @param denominator at least 1
     */
    record Part(int numerator, int denominator) implements LastEpochs {

        @Override
        public int of(int all) {
            return (int) ((long) all * numerator / denominator);
        }

        @Override
        public String toString() {
            return numerator + "/" + denominator;
        }
    }

    /**
     * Reads {@code 5} or {@code 1/3}.
     *
     * @throws UserException if it is neither, or a part that is more than the whole
     */
    static LastEpochs parse(String key, String text) {
        Matcher matcher = Pattern.compile("(\\d{1,9})(?:/(\\d{1,9}))?").matcher(text);
        if (matcher.matches()) {
            int numerator = Integer.parseInt(matcher.group(1));
            if (matcher.group(2) == null) {
                return new Count(numerator);
            }
            int denominator = Integer.parseInt(matcher.group(2));
            if (denominator > 0 && numerator <= denominator) {
                return new Part(numerator, denominator);
            }
        }
        throw new UserException(
                key + " is " + text + ", but must be a number of epochs, such as 5, or a part of them, such as 1/3");
    }
}

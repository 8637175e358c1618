package cutmix.augment.mixing;

import cutmix.schemas.failure.UserException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Number of epochs at the end of a training. */
public sealed interface LastEpochs {

    LastEpochs NONE = new Count(0);

    /** Returns the number for a training of this many epochs. */
    int of(int epochs);

    /** @param epochs number of epochs, at least 0; may exceed the total */
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
     * A fraction of all epochs, rounded down.
     *
     * @param numerator from 0 to the denominator
     * @param denominator at least 1
     */
    record Fraction(int numerator, int denominator) implements LastEpochs {

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
     * @throws UserException if the text has neither form, or is a fraction greater than 1
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
                return new Fraction(numerator, denominator);
            }
        }
        throw new UserException(
                key + " is " + text + ", but must be a number of epochs, such as 5, or a part of them, such as 1/3");
    }
}

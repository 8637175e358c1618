package cutmix.augment;

import cutmix.schemas.UserException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many epochs at the end of a training: a number of them, or a part of all of them.
 *
 * @param numerator at least 0
 * @param denominator at least 1; 0 where the numerator is a number of epochs
 */
record LastEpochs(int numerator, int denominator) {

    static final LastEpochs NONE = count(0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})(?:/(\\d{1,9}))?");

    static LastEpochs count(int epochs) {
        return new LastEpochs(epochs, 0);
    }

    /**
     * Reads {@code 5} or {@code 1/3}.
     *
     * @throws UserException if it is neither, or a part that is more than the whole
     */
    static LastEpochs parse(String key, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            int numerator = Integer.parseInt(matcher.group(1));
            if (matcher.group(2) == null) {
                return count(numerator);
            }
            int denominator = Integer.parseInt(matcher.group(2));
            if (denominator > 0 && numerator <= denominator) {
                return new LastEpochs(numerator, denominator);
            }
        }
        throw new UserException(
                key + " is " + text + ", but must be a number of epochs, such as 5, or a part of them, such as 1/3");
    }

    /** How many they are of a training of so many epochs; a part is rounded down. */
    int of(int epochs) {
        return denominator == 0 ? numerator : (int) ((long) epochs * numerator / denominator);
    }

    @Override
    public String toString() {
        return denominator == 0 ? Integer.toString(numerator) : numerator + "/" + denominator;
    }
}

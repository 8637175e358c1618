package cutmix.schemas.text;

import cutmix.schemas.failure.UserException;
import java.text.Normalizer;
import java.util.Set;
import java.util.stream.Collectors;

/** The rule for class names, which are part of the dataset's description and are displayed. */
public final class ClassName {

    /** Zero-width joiner and non-joiner: invisible, but required in some languages and in many emoji. */
    private static final Set<Integer> JOINERS = Set.of(0x200C, 0x200D);

    private ClassName() {}

    /**
     * Normalizes a name: removes white space and joiners around it, and converts it to Unicode's normalization form C.
     * Names that look the same but differ in these, or in the encoding of their accents, become equal.
     */
    public static String normalized(String text) {
        int begin = 0;
        int end = text.length();
        while (begin < end && isBlank(text.charAt(begin))) {
            begin++;
        }
        while (begin < end && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return Normalizer.normalize(text.substring(begin, end), Normalizer.Form.NFC);
    }

    /** Java does not count no-break spaces as white space. */
    private static boolean isBlank(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || JOINERS.contains((int) character);
    }

    /**
     * Normalizes and checks a name.
     *
     * @param text the original name
     * @param place where the name was found, for the message
     * @throws UserException if the name is empty after normalization, or contains invisible characters
     */
    public static String of(String text, String place) {
        String name = normalized(text);
        if (name.isEmpty()) {
            throw new UserException(place + " names a class that is only white space: give it a name");
        }
        String visible = name.codePoints()
                .filter(character -> !JOINERS.contains(character))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        if (!Printable.of(visible).equals(visible)) {
            throw new UserException(place + " names a class '" + Printable.of(name)
                    + "', which holds characters that are not visible: give it a name without them");
        }
        return name;
    }
}

package cutmix.schemas.text;

import cutmix.schemas.failure.UserException;
import java.text.Normalizer;
import java.util.Set;
import java.util.stream.Collectors;

/** The rule for names of classes, which travel with the images and are shown. */
public final class ClassName {

    /** Zero-width joiner and non-joiner: invisible, but some languages, and many emoji, cannot be spelled without them. */
    private static final Set<Integer> JOINERS = Set.of(0x200C, 0x200D);

    private ClassName() {}

    /**
     * A name as it counts: without white space and joiners around it, and in Unicode's normalisation form C. Two names that look the
     * same because of these, or because of different spellings of their accents, are equal then.
     */
    public static String normalised(String text) {
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

    /** Java counts spaces that forbid a line break as no white space. */
    private static boolean isBlank(char character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || JOINERS.contains((int) character);
    }

    /**
     * A name as it counts, if it can be one.
     *
     * @param text the name as it was found
     * @param place where, for the message
     * @throws UserException if nothing is left of it, or it holds characters that are not visible
     */
    public static String of(String text, String place) {
        String name = normalised(text);
        if (name.isEmpty()) {
            throw new UserException(place + " names a class with white space alone: give it a name");
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

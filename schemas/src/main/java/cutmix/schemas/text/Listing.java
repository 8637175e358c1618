package cutmix.schemas.text;

import java.util.List;
import java.util.stream.Collectors;

/** Lists within a line of text. */
public final class Listing {

    private Listing() {}

    /** The first so many elements, in a form that can be printed, and how many there are beside them: {@code cat, dog and 8 more}. */
    public static String first(int most, List<?> elements) {
        String shown = elements.stream()
                .limit(most)
                .map(element -> Printable.of(String.valueOf(element)))
                .collect(Collectors.joining(", "));
        return elements.size() <= most ? shown : shown + " and " + (elements.size() - most) + " more";
    }
}

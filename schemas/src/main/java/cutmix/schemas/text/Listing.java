package cutmix.schemas.text;

import java.util.List;
import java.util.stream.Collectors;

/** Formats lists within a line of text. */
public final class Listing {

    private Listing() {}

    /**
     * Lists the first elements, as text that is safe to print, and the number of the others:
     * {@code cat, dog and 8 more}.
     */
    public static String first(int most, List<?> elements) {
        String shown = elements.stream()
                .limit(most)
                .map(element -> Printable.of(String.valueOf(element)))
                .collect(Collectors.joining(", "));
        return elements.size() <= most ? shown : shown + " and " + (elements.size() - most) + " more";
    }
}

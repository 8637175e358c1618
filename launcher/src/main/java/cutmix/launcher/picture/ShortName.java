package cutmix.launcher.picture;

import java.awt.FontMetrics;

/** Shortens a name to the available width. It keeps the beginning and the end, because either may distinguish names. */
final class ShortName {

    private static final String ELLIPSIS = "…";

    private ShortName() {}

    /** Returns the name, with an ellipsis in its middle if it is wider than {@code width}. */
    static String of(String name, FontMetrics metrics, int width) {
        if (metrics.stringWidth(name) <= width) {
            return name;
        }
        int[] characters = name.codePoints().toArray();
        for (int kept = characters.length - 1; kept > 0; kept--) {
            int end = kept / 2;
            int start = kept - end;
            String shortened =
                    new String(characters, 0, start) + ELLIPSIS + new String(characters, characters.length - end, end);
            if (metrics.stringWidth(shortened) <= width) {
                return shortened;
            }
        }
        return ELLIPSIS;
    }
}

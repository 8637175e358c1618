package cutmix.schemas.text;

import java.util.HexFormat;
import java.util.Set;

/**
 * Makes foreign text (from a topic, a file, a server) safe to print on a terminal and in a log: on one line, with every
 * character visible. Control characters (escape sequences of terminals begin with one), line and paragraph separators,
 * format characters (zero-width characters, marks and overrides of the text's direction), letters without a glyph and
 * lone surrogates become escapes: {@code \n}, {@code \r}, {@code \t}, or a backslash with {@code u} and four
 * hexadecimal digits, or with {@code U} and eight. Everything else stays as it is.
 */
public final class Printable {

    /** Invisible letters and marks: Unicode's default ignorable code points, except format characters. */
    private static final Set<Integer> BLANK = Set.of(0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0);

    private static final HexFormat HEX = HexFormat.of();

    private Printable() {}

    /** Returns text that is safe to print; {@code "null"} for null. */
    public static String of(CharSequence text) {
        if (text == null) {
            return "null";
        }
        StringBuilder printable = new StringBuilder(text.length());
        text.codePoints().forEach(character -> append(printable, character));
        return printable.toString();
    }

    private static void append(StringBuilder printable, int character) {
        switch (character) {
            case '\n' -> printable.append("\\n");
            case '\r' -> printable.append("\\r");
            case '\t' -> printable.append("\\t");
            default -> {
                if (!isHidden(character)) {
                    printable.appendCodePoint(character);
                } else if (Character.isBmpCodePoint(character)) {
                    printable.append("\\u").append(HEX.toHexDigits((char) character));
                } else {
                    printable.append("\\U").append(HEX.toHexDigits(character));
                }
            }
        }
    }

    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> BLANK.contains(character) || character >= 0xE0000 && character <= 0xE0FFF;
        };
    }
}

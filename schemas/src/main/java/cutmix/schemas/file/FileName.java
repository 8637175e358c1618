package cutmix.schemas.file;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.text.Printable;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * File names as text. A file system stores bytes, which Java decodes with the character set of the locale. A file whose
 * name this character set cannot express cannot be found by its decoded name.
 */
public final class FileName {

    /** The character that Java puts in place of bytes that it cannot decode. */
    private static final char REPLACEMENT = '\uFFFD';

    private FileName() {}

    /**
     * Converts text from the user into a path.
     *
     * @throws UserException if the text is not a valid path, or has lost bytes that the locale's character set cannot
     *     express
     */
    public static Path path(String text) {
        try {
            Path path = Path.of(text);
            if (text.indexOf(REPLACEMENT) >= 0 && !Files.exists(path)) {
                throw new UserException("'" + Printable.of(text) + "' cannot be found: its name is not in the locale's"
                        + " character set, " + locale() + "; rename it");
            }
            return path;
        } catch (InvalidPathException e) {
            throw new UserException(
                    "'" + Printable.of(text) + "' cannot be a path in the locale's character set, " + locale()
                            + ": set LC_ALL=C.UTF-8",
                    e);
        }
    }

    /**
     * Returns the last name of a path.
     *
     * @throws NotUtf8Exception if the name's bytes are not UTF-8
     * @throws UserException if they are, but the locale's character set cannot express them
     */
    public static String of(Path path) throws NotUtf8Exception {
        String name = String.valueOf(path.getFileName());
        if (isFoundBy(path, name)) {
            return name;
        }
        Utf8.decode(bytes(path));
        throw new UserException(printable(path) + " has a name that the locale's character set, " + locale()
                + ", cannot express: set LC_ALL=C.UTF-8");
    }

    /**
     * A path for messages: one line, with every byte of its last name visible. Bytes that are not text appear as
     * {@code \xFC}.
     */
    public static String printable(Path path) {
        String name = String.valueOf(path.getFileName());
        if (isFoundBy(path, name)) {
            return Printable.of(path.toString());
        }
        Path folder = path.getParent();
        return folder == null ? visible(bytes(path)) : Printable.of(folder.toString()) + "/" + visible(bytes(path));
    }

    private static boolean isFoundBy(Path path, String name) {
        try {
            return path.resolveSibling(name).equals(path);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    /** Returns the bytes of the last name in the file system. Only the URI of a path exposes them. */
    private static byte[] bytes(Path path) {
        String raw = path.toUri().getRawPath().replaceFirst("/$", "");
        String name = raw.substring(raw.lastIndexOf('/') + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) == '%') {
                bytes.write(Integer.parseInt(name.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(name.charAt(i));
            }
        }
        return bytes.toByteArray();
    }

    private static String visible(byte[] bytes) {
        try {
            return Printable.of(Utf8.decode(bytes));
        } catch (NotUtf8Exception e) {
            StringBuilder text = new StringBuilder();
            for (byte value : bytes) {
                boolean plain = value >= ' ' && value <= '~';
                text.append(plain ? String.valueOf((char) value) : String.format(Locale.ROOT, "\\x%02X", value));
            }
            return text.toString();
        }
    }

    private static String locale() {
        return System.getProperty("sun.jnu.encoding", StandardCharsets.US_ASCII.name());
    }
}

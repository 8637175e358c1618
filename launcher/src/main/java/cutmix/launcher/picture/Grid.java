package cutmix.launcher.picture;

import cutmix.schemas.failure.SettingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The layout of samples, row by row. */
public record Grid(int rows, int columns) {

    private static final int MOST = 12;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,2})x(\\d{1,2})");

    public Grid {
        if (rows < 1 || columns < 1 || rows > MOST || columns > MOST) {
            throw unusable(rows + "x" + columns);
        }
    }

    /**
     * Parses a text such as {@code 3x4}.
     *
     * @throws SettingException if it is not a grid
     */
    public static Grid parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw unusable(text);
        }
        return new Grid(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Returns the number of samples that fit. */
    public int cells() {
        return rows * columns;
    }

    private static SettingException unusable(String text) {
        return new SettingException("--grid '" + text + "' is not a grid: give rows and columns from 1x1 to " + MOST
                + "x" + MOST + ", such as 3x4");
    }
}

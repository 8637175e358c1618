package cutmix.launcher.console;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The content of a terminal after the given output, including lines that have scrolled away. */
public final class Screen {

    private static final Pattern TOKEN = Pattern.compile("\u001b\\[(\\??[0-9;]*)([A-Za-z])|(?s).");

    private final int columns;
    private final List<StringBuilder> lines = new ArrayList<>();
    private int row;
    private int column;
    private boolean cursor = true;

    public Screen(int columns, String written) {
        this.columns = columns;
        Matcher tokens = TOKEN.matcher(written);
        while (tokens.find()) {
            if (tokens.group(2) == null) {
                write(tokens.group().charAt(0));
            } else {
                obey(tokens.group(1), tokens.group(2));
            }
        }
    }

    /** The lines without trailing blanks. */
    public List<String> lines() {
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    public boolean showsCursor() {
        return cursor;
    }

    private void write(char character) {
        if (character == '\r') {
            column = 0;
        } else if (character == '\n') {
            row++;
            column = 0;
        } else {
            if (column == columns) {
                row++;
                column = 0;
            }
            StringBuilder line = line(row);
            line.setLength(Math.max(line.length(), column + 1));
            line.setCharAt(column++, character);
        }
    }

    private void obey(String parameter, String command) {
        switch (command) {
            case "A" -> row -= Integer.parseInt(parameter);
            case "K" -> line(row).setLength(column);
            case "J" -> {
                line(row).setLength(column);
                lines.subList(row + 1, lines.size()).clear();
            }
            case "l", "h" -> cursor = command.equals("h");
            case "m" -> {}
            default -> throw new AssertionError("ESC [" + parameter + command + " is not expected");
        }
    }

    private StringBuilder line(int number) {
        while (lines.size() <= number) {
            lines.add(new StringBuilder());
        }
        return lines.get(number);
    }
}

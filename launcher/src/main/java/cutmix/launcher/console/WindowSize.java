package cutmix.launcher.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;

/** The rows and columns of a terminal's window. */
public record WindowSize(int rows, int columns) {

    /** The assumed size of terminals that do not report one. */
    static final WindowSize DEFAULT = new WindowSize(24, 80);

    /** Returns the size of the terminal that is connected to standard input. */
    public static WindowSize ofTerminal() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return DEFAULT;
        }
    }

    /** Parses two numbers. */
    static WindowSize parse(String text) {
        Scanner numbers = new Scanner(text);
        int rows = numbers.hasNextInt() ? numbers.nextInt() : 0;
        int columns = numbers.hasNextInt() ? numbers.nextInt() : 0;
        return rows > 0 && columns > 0 ? new WindowSize(rows, columns) : DEFAULT;
    }
}

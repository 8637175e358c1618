package cutmix.launcher.page;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The user's browser.
 *
 * @param command command that opens an address in the browser
 * @param out receives a line if the command fails
 */
public record Browser(List<String> command, Consumer<String> out) {

    /** Returns the default browser of the desktop. */
    public static Browser ofDesktop(Consumer<String> out) {
        return new Browser(List.of("xdg-open"), out);
    }

    void open(String address) {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
        builder.command().add(address);
        try {
            builder.redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start()
                    .onExit()
                    .thenAccept(process -> {
                        if (process.exitValue() != 0) {
                            refuse(address, command.get(0) + " ended with code " + process.exitValue());
                        }
                    });
        } catch (IOException e) {
            refuse(address, command.get(0) + " is not installed");
        }
    }

    private void refuse(String address, String reason) {
        out.accept("No browser was opened (" + reason + "): open " + address + " yourself");
    }
}

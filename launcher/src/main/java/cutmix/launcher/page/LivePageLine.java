package cutmix.launcher.page;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Reads the address of the live page from the services' output, prints the first one, and opens it on request. */
public final class LivePageLine {

    private static final String LINE = "Live page: ";

    private final Consumer<String> out;
    private final Optional<Browser> browser;
    private final AtomicBoolean announced = new AtomicBoolean();

    /** @param browser browser in which to open the page */
    public LivePageLine(Consumer<String> out, Optional<Browser> browser) {
        this.out = out;
        this.browser = browser;
    }

    /** Handles a line of a service. Returns whether the line announces the page. */
    public boolean takes(String line) {
        if (!line.startsWith(LINE)) {
            return false;
        }
        if (announced.compareAndSet(false, true)) {
            out.accept(line);
            browser.ifPresent(opened -> opened.open(line.substring(LINE.length())));
        }
        return true;
    }
}

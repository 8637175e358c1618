package cutmix.launcher.page;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Where the live page is, as the services that serve it say: the first one's is told, and opened where that is asked for. */
public final class LivePageLine {

    private static final String LINE = "Live page: ";

    private final Consumer<String> out;
    private final Optional<Browser> browser;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param browser in which to open it */
    public LivePageLine(Consumer<String> out, Optional<Browser> browser) {
        this.out = out;
        this.browser = browser;
    }

    /** Whether a line of a service tells of the page, and is dealt with. */
    public boolean takes(String line) {
        if (!line.startsWith(LINE)) {
            return false;
        }
        if (told.compareAndSet(false, true)) {
            out.accept(line);
            browser.ifPresent(opened -> opened.open(line.substring(LINE.length())));
        }
        return true;
    }
}

package cutmix.launcher.console;

import java.util.Locale;
import org.jline.utils.AttributedStyle;

/** The state of a process in its life cycle. */
enum ProcessState {
    WAITING(AttributedStyle.DEFAULT.faint(), AttributedStyle.DEFAULT),
    STARTING(AttributedStyle.DEFAULT.faint(), AttributedStyle.DEFAULT),
    RUNNING(AttributedStyle.DEFAULT, AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN)),
    DONE(
            AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN),
            AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN)),
    STOPPED(AttributedStyle.DEFAULT.faint(), AttributedStyle.DEFAULT.faint()),
    FAILED(
            AttributedStyle.BOLD.foreground(AttributedStyle.RED),
            AttributedStyle.DEFAULT.foreground(AttributedStyle.RED));

    private final AttributedStyle word;
    private final AttributedStyle bar;

    ProcessState(AttributedStyle word, AttributedStyle bar) {
        this.word = word;
        this.bar = bar;
    }

    boolean isEnd() {
        return compareTo(RUNNING) > 0;
    }

    /** Returns the style of the words for the state. */
    AttributedStyle word() {
        return word;
    }

    /** Returns the style of the filled part of the bar. */
    AttributedStyle bar() {
        return bar;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

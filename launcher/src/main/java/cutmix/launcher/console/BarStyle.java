package cutmix.launcher.console;

import cutmix.schemas.progress.ProgressReport;
import java.nio.charset.Charset;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The characters of progress bars, which are distinguishable without colors. */
enum BarStyle {
    BOX("━", "╸", "─"),
    ASCII("=", ">", ".");

    private final String full;
    private final String begun;
    private final String empty;

    BarStyle(String full, String begun, String empty) {
        this.full = full;
        this.begun = begun;
        this.empty = empty;
    }

    /** Returns the best style that standard output can show. */
    static BarStyle ofStandardOutput() {
        String platform = System.getProperty(
                "sun.stdout.encoding", Charset.defaultCharset().name());
        Charset charset = Charset.forName(System.getProperty("stdout.encoding", platform));
        return charset.newEncoder().canEncode('━') ? BOX : ASCII;
    }

    /** Draws a bar, which is full only when everything is done. */
    void draw(AttributedStringBuilder line, int width, ProgressReport report, ProcessState state) {
        long done = Math.max(0, Math.min(report.done(), report.total()));
        int halves = (int) (2L * width * done / report.total());
        boolean half = halves % 2 == 1;
        int whole = halves / 2;
        line.styled(state.bar(), full.repeat(whole) + (half ? begun : ""));
        line.styled(AttributedStyle.DEFAULT.faint(), empty.repeat(width - whole - (half ? 1 : 0)));
    }
}

package cutmix.launcher.console;

import cutmix.schemas.progress.ProgressReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The processes of a run, in the order of their start, with one line each. */
final class ProcessTable {

    private static final int STAGE_WIDTH = 16;
    private static final int WIDTH_WITH_BARS = 44;
    private static final int SHORTEST_BAR = 8;
    private static final int LONGEST_BAR = 30;
    /** The width of a trainer's line without its bar. */
    private static final int WIDTH_OF_ALL_ELSE = 90;

    private static final String GAP = "  ";

    private final BarStyle bars;
    private final Map<String, ProcessRow> rows = new LinkedHashMap<>();

    ProcessTable(BarStyle bars) {
        this.bars = bars;
    }

    void expect(String name) {
        rows.put(name, ProcessRow.of(name, ProcessState.WAITING));
    }

    void start(String name) {
        rows.put(name, ProcessRow.of(name, ProcessState.STARTING));
    }

    /** Ignores reports of processes that have not been started or have ended. */
    void report(String name, ProgressReport report) {
        rows.computeIfPresent(name, (key, row) -> row.reporting(report));
    }

    void end(String name, ProcessState end) {
        rows.computeIfPresent(name, (key, row) -> row.ended(end));
    }

    void fail(String name, String reason) {
        report(name, new ProgressReport("", 0, 0, List.of(reason)));
        end(name, ProcessState.FAILED);
    }

    /** Marks all running processes as ended. */
    void stop() {
        rows.replaceAll((name, row) -> row.ended(ProcessState.STOPPED));
    }

    /**
     * Returns one line for each process, each shorter than the window so that the terminal does not wrap it. If the
     * window has too few rows, one row above and one below stay free, and only the number of the first processes is
     * shown.
     */
    List<AttributedString> lines(WindowSize window) {
        int columns = Math.max(1, window.columns() - 1);
        int stageWidth = Math.min(
                STAGE_WIDTH,
                rows.values().stream()
                        .mapToInt(row -> row.stage().length())
                        .max()
                        .orElse(0));
        List<AttributedString> lines = new ArrayList<>();
        rows.values().forEach(row -> lines.add(line(row, stageWidth, columns)));
        int most = Math.max(1, window.rows() - 3);
        if (lines.size() > most) {
            int hidden = lines.size() - most + 1;
            lines.subList(0, hidden).clear();
            lines.add(0, new AttributedString("and " + hidden + " more").columnSubSequence(0, columns));
        }
        return lines;
    }

    private AttributedString line(ProcessRow row, int stageWidth, int columns) {
        AttributedStringBuilder line = new AttributedStringBuilder();
        line.styled(AttributedStyle.BOLD, Console.padded(row.name()));
        line.styled(row.state().word(), String.format(Locale.ROOT, "%-" + stageWidth + "s", row.stage()));
        ProgressReport report = row.report();
        if (report.total() > 0) {
            if (columns >= WIDTH_WITH_BARS) {
                line.append(GAP);
                bars.draw(line, barWidth(columns), report, row.state());
            }
            line.append(GAP).append(count(report));
        }
        for (String figure : report.figures()) {
            boolean fits = line.columnLength() + GAP.length() + new AttributedString(figure).columnLength() <= columns;
            if (fits || row.state() == ProcessState.FAILED) {
                line.append(GAP).append(figure);
            }
        }
        return line.columnSubSequence(0, columns);
    }

    private static int barWidth(int columns) {
        return Math.max(SHORTEST_BAR, Math.min(LONGEST_BAR, columns - WIDTH_OF_ALL_ELSE));
    }

    private static String count(ProgressReport report) {
        String total = String.format(Locale.ROOT, "%,d", report.total());
        return String.format(Locale.ROOT, "%," + total.length() + "d/%s", report.done(), total);
    }
}

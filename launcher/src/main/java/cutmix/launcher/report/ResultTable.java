package cutmix.launcher.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;

/** The results of each path's last epoch, as lines for the terminal. */
public final class ResultTable {

    private static final int WIDTH = 82;
    private static final int TITLE_WIDTH = 31;
    private static final int NARROW_TITLE_WIDTH = 29;

    private final List<RunResult> results;
    private final ColorScheme colors;
    private final int columns;

    /**
     * @param ansi whether the header is bold, and the best of several accuracies is green
     * @param columns width of the window; the table has only the columns that fit
     */
    ResultTable(List<RunResult> results, Ansi ansi, int columns) {
        this.results = List.copyOf(results);
        this.colors = Help.defaultColorScheme(ansi);
        this.columns = columns;
    }

    /** Returns a header, and a line for each path. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        String header = String.join("", fitting(cells("", "test accuracy", "test loss", "seconds/epoch", "data wait")));
        lines.add(colors.apply(header, List.of(Ansi.Style.bold)).toString());
        double best = results.stream().mapToDouble(ResultTable::accuracy).max().orElse(0);
        for (RunResult result : results) {
            List<String> cells = fitting(cells(
                    result.title(),
                    String.format(Locale.ROOT, "%.2f%%", 100 * accuracy(result)),
                    String.format(Locale.ROOT, "%.4f", result.last().getValLoss()),
                    String.format(Locale.ROOT, "%.1f", result.meanSeconds()),
                    String.format(Locale.ROOT, "%.1f%%", 100 * result.meanDataWait())));
            if (results.size() > 1 && accuracy(result) == best && cells.size() > 1) {
                cells.set(1, highlighted(cells.get(1)));
            }
            lines.add(String.join("", cells));
        }
        return lines;
    }

    private List<String> cells(String title, String accuracy, String loss, String seconds, String dataWait) {
        int titleWidth = columns < WIDTH ? NARROW_TITLE_WIDTH : TITLE_WIDTH;
        return List.of(
                String.format(Locale.ROOT, "%-" + titleWidth + "s", title),
                String.format(Locale.ROOT, " %13s", accuracy),
                String.format(Locale.ROOT, " %10s", loss),
                String.format(Locale.ROOT, " %14s", seconds),
                String.format(Locale.ROOT, " %10s", dataWait));
    }

    private List<String> fitting(List<String> cells) {
        List<String> fitting = new ArrayList<>();
        int width = 0;
        for (String cell : cells) {
            width += cell.length();
            if (width <= columns) {
                fitting.add(cell);
            }
        }
        return fitting;
    }

    private String highlighted(String cell) {
        return colors.apply(cell, List.of(Ansi.Style.bold, Ansi.Style.fg_green)).toString();
    }

    private static double accuracy(RunResult result) {
        return result.last().getValAccuracy();
    }
}

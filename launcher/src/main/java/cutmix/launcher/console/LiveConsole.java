package cutmix.launcher.console;

import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.progress.ProgressReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jline.utils.AttributedString;
import org.jline.utils.Signals;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/**
 * Console for terminals: one line for each process at the bottom, redrawn with every report, and permanent lines above.
 */
final class LiveConsole implements Console {

    private final Ansi ansi;
    private final Supplier<WindowSize> window;
    private final ProcessTable processes;
    private final StatusLines block;
    private WindowSize size;
    private boolean finished;
    private boolean muted;

    LiveConsole(PrintWriter out, Ansi ansi, BarStyle bars, Supplier<WindowSize> window) {
        this.ansi = ansi;
        this.window = window;
        this.processes = new ProcessTable(bars);
        this.block = new StatusLines(out, ansi.enabled());
        this.size = window.get();
    }

    static LiveConsole onTerminal(PrintWriter out, Ansi ansi) {
        LiveConsole console = new LiveConsole(out, ansi, BarStyle.ofStandardOutput(), WindowSize::ofTerminal);
        Signals.register("WINCH", console::resize);
        return console;
    }

    /**
     * Handles a new window size. Draws nothing until the size is known, because output for another size cannot be
     * overwritten.
     */
    synchronized void resize() {
        size = window.get();
        draw(List.of());
    }

    @Override
    public ProgressForm progress() {
        return ProgressForm.REPORTS;
    }

    @Override
    public Ansi ansi() {
        return ansi;
    }

    @Override
    public synchronized int columns() {
        return size.columns();
    }

    @Override
    public void say(String line) {
        say("", line);
    }

    private synchronized void say(String name, String line) {
        String prefix = name.isEmpty() ? "" : Console.padded(name);
        List<String> lines = new ArrayList<>(WrappedLine.parts(line, prefix.length(), size.columns()));
        lines.set(0, bold(prefix) + lines.get(0));
        if (!finished) {
            draw(lines);
        } else if (!muted) {
            lines.forEach(block::print);
        }
    }

    @Override
    public void relay(String name, String line) {
        Optional<ProgressReport> report = ProgressReport.parse(line);
        if (report.isPresent()) {
            report(name, report.get());
        } else if (!line.isBlank()) {
            say(name, line);
        }
    }

    @Override
    public synchronized void expect(List<String> names) {
        names.forEach(processes::expect);
        draw(List.of());
    }

    @Override
    public synchronized void started(String name) {
        processes.start(name);
        draw(List.of());
    }

    @Override
    public synchronized void report(String name, ProgressReport report) {
        processes.report(name, report);
        draw(List.of());
    }

    @Override
    public synchronized void done(String name) {
        processes.end(name, ProcessState.DONE);
        draw(List.of());
    }

    @Override
    public synchronized void failed(String name, String reason) {
        processes.fail(name, reason);
        draw(List.of());
    }

    @Override
    public synchronized void sayLast(String line) {
        finish();
        muted = false;
        say(line);
        muted = true;
    }

    @Override
    public synchronized void finish() {
        if (!finished) {
            processes.stop();
            draw(List.of());
            block.leave();
            finished = true;
        }
    }

    private void draw(List<String> above) {
        if (!finished) {
            List<AttributedString> lines = new ArrayList<>(List.of(AttributedString.EMPTY));
            lines.addAll(processes.lines(size));
            block.draw(above, lines, size.columns());
        }
    }

    private String bold(String text) {
        return text.isEmpty()
                ? text
                : Help.defaultColorScheme(ansi)
                        .apply(text, List.of(Ansi.Style.bold))
                        .toString();
    }
}

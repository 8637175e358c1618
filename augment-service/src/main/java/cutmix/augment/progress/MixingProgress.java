package cutmix.augment.progress;

import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.progress.ProgressReport;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Counts mixed samples, and prints the count: in a line for each interval with mixed samples, or in a report after each
 * change.
 */
public class MixingProgress {

    private final PrintStream out;
    private final ProgressForm form;
    private final LongSupplier nanoTime;
    private long total;
    private long reportedTotal;
    private boolean busy;
    private long began;
    private long ended;
    private ProgressReport reported;

    /** @param nanoTime the clock, in nanoseconds */
    public MixingProgress(PrintStream out, ProgressForm form, LongSupplier nanoTime) {
        this.out = out;
        this.form = form;
        this.nanoTime = nanoTime;
    }

    /** Called when work begins. The first call in an interval starts the time over which the rate is computed. */
    public synchronized void begin() {
        if (!busy) {
            busy = true;
            began = nanoTime.getAsLong();
        }
    }

    /** Adds mixed and written samples. */
    public synchronized void add(int samples) {
        total += samples;
        ended = nanoTime.getAsLong();
    }

    /** Returns the number of samples since the start. */
    public synchronized long total() {
        return total;
    }

    public ProgressForm form() {
        return form;
    }

    /** Ends an interval, and prints the progress. */
    public synchronized void tell(SortedSet<Integer> partitions) {
        String numbers = partitions.stream().map(String::valueOf).collect(Collectors.joining(" "));
        if (form == ProgressForm.REPORTS) {
            report(numbers);
        } else if (total > reportedTotal) {
            out.println(String.format(Locale.ROOT, "mixed %,d samples (%s), partitions %s", total, rate(), numbers));
        }
        reportedTotal = total;
        busy = false;
    }

    private void report(String partitions) {
        List<String> figures = new ArrayList<>(List.of(String.format(Locale.ROOT, "%,d samples", total)));
        if (total > reportedTotal) {
            figures.add(rate());
        }
        if (!partitions.isEmpty()) {
            figures.add("partitions " + partitions);
        }
        ProgressReport report = new ProgressReport(total > reportedTotal ? "mixing" : "idle", 0, 0, figures);
        if (!report.equals(reported)) {
            out.println(report.line());
        }
        reported = report;
    }

    /** Returns the rate of this interval. */
    private String rate() {
        double seconds = Math.max(ended - began, 1) * 1e-9;
        return String.format(Locale.ROOT, "%,.0f/s", (total - reportedTotal) / seconds);
    }
}

package cutmix.augment;

import java.io.PrintStream;
import java.util.Locale;
import java.util.SortedSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Counts mixed samples, and says so for each interval in which there were any. */
class Progress {

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private long total;
    private long told;
    private boolean busy;
    private long began;
    private long ended;

    /** @param nanoTime the clock, in nanoseconds */
    Progress(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    /** There is work; the first call in an interval begins the time that its rate is taken over. */
    synchronized void begin() {
        if (!busy) {
            busy = true;
            began = nanoTime.getAsLong();
        }
    }

    /** More samples are mixed and written. */
    synchronized void add(int samples) {
        total += samples;
        ended = nanoTime.getAsLong();
    }

    /** Samples that were added since the start. */
    synchronized long total() {
        return total;
    }

    /** Ends an interval; prints a line if anything was mixed in it. */
    synchronized void tell(SortedSet<Integer> partitions) {
        if (total > told) {
            double seconds = Math.max(ended - began, 1) * 1e-9;
            String numbers = partitions.stream().map(String::valueOf).collect(Collectors.joining(" "));
            out.println(String.format(
                    Locale.ROOT,
                    "mixed %,d samples (%,.0f/s), partitions %s",
                    total,
                    (total - told) / seconds,
                    numbers));
        }
        told = total;
        busy = false;
    }
}

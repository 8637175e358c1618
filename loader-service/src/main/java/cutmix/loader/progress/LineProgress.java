package cutmix.loader.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Prints a plain line every few seconds, for logs and pipes. Shorter tasks print no line. */
public final class LineProgress implements LoadProgress {

    private final PrintStream out;
    private final long interval;
    private final LongSupplier nanoTime;

    public LineProgress(PrintStream out, Duration interval, LongSupplier nanoTime) {
        this.out = out;
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    @Override
    public Stage begin(ProgressTask work) {
        return new LineStage(work, nanoTime.getAsLong());
    }

    private final class LineStage implements Stage {

        private final ProgressTask work;
        private final long began;
        private long printed;
        private String detail = "";

        private LineStage(ProgressTask work, long now) {
            this.work = work;
            began = now;
            printed = now;
        }

        @Override
        public synchronized void reach(long done) {
            long now = nanoTime.getAsLong();
            if (now - printed >= interval) {
                printed = now;
                out.println(String.format(
                        Locale.ROOT,
                        "%s%s  %,d of %,d %s  %.1f MB/s",
                        work.name(),
                        detail,
                        done,
                        work.total(),
                        work.unit(),
                        work.megabytesPerSecond(done, now - began)));
            }
        }

        @Override
        public synchronized void detail(String words) {
            detail = "  " + words;
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}

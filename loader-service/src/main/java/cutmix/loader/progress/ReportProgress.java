package cutmix.loader.progress;

import cutmix.schemas.progress.ProgressReport;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Reports progress to a program, at most five times a second. */
public final class ReportProgress implements LoadProgress {

    private static final long MEGABYTE = 1_000_000;

    private final PrintStream out;
    private final LongSupplier nanoTime;

    /** @param nanoTime the clock, in nanoseconds */
    public ReportProgress(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public Stage begin(ProgressTask work) {
        return new ReportStage(work, nanoTime.getAsLong());
    }

    private final class ReportStage implements Stage {

        private final ProgressTask work;
        private final long began;
        private final long units;
        private final String unit;
        private long reported;
        private String detail = "";

        private ReportStage(ProgressTask work, long now) {
            this.work = work;
            began = now;
            reported = now;
            boolean bytes = work.unitBytes() == 1;
            units = bytes ? MEGABYTE : 1;
            unit = bytes ? "MB" : work.unit();
        }

        @Override
        public synchronized void reach(long done) {
            long now = nanoTime.getAsLong();
            if (now - reported < ProgressReport.PAUSE_NANOS) {
                return;
            }
            reported = now;
            String rate = String.format(Locale.ROOT, "%.1f MB/s", work.megabytesPerSecond(done, now - began));
            List<String> figures = detail.isEmpty() ? List.of(unit, rate) : List.of(unit, detail, rate);
            out.println(new ProgressReport(work.name(), done / units, work.total() / units, figures).line());
        }

        @Override
        public synchronized void detail(String words) {
            detail = words;
        }

        @Override
        public void close() {
            out.flush();
        }
    }
}

package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.trainer.checkpoint.EpochProgress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows a run as Keras does: a moving bar on a terminal, otherwise a line every few seconds, and one line for each
 * finished epoch. The first step is shown at once.
 */
public final class ProgressDisplay implements TrainingListener {

    private static final int BAR_WIDTH = 30;
    private static final long TERMINAL_PAUSE_NANOS = 100_000_000L;
    private static final long LINE_PAUSE_NANOS = 5_000_000_000L;

    private final TrainingPlan plan;
    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private int currentEpoch;
    private long epochStart;
    private long lastShown;
    private int shownLength;
    private boolean begun;

    /** @param terminal whether {@code out} supports carriage returns */
    public ProgressDisplay(TrainingPlan plan, PrintWriter out, boolean terminal) {
        this(plan, out, terminal, System::nanoTime);
    }

    ProgressDisplay(TrainingPlan plan, PrintWriter out, boolean terminal, LongSupplier nanoTime) {
        this.plan = plan;
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public void epochStarted(EpochProgress progress) {
        if (terminal) {
            out.println(heading(progress.epoch()));
            out.flush();
        }
        lastShown = nanoTime.getAsLong();
        // As if the steps of an earlier process had ended just now.
        epochStart = lastShown - Math.round(progress.seconds() * 1e9);
        shownLength = 0;
        currentEpoch = progress.epoch();
    }

    @Override
    public void stepEnded(int step, double loss, double accuracy) {
        long now = nanoTime.getAsLong();
        if (begun && now - lastShown < (terminal ? TERMINAL_PAUSE_NANOS : LINE_PAUSE_NANOS)) {
            return;
        }
        begun = true;
        lastShown = now;
        double secondsAStep = (now - epochStart) * 1e-9 / step;
        String eta = "ETA: " + Math.round(secondsAStep * (plan.steps() - step)) + "s";
        String line = String.format(
                Locale.ROOT, "%s - %s - %s%s", bar(step), eta, pace(secondsAStep), scores("", accuracy, loss));
        if (terminal) {
            out.print("\r" + line + blanksOverRestOf(line));
        } else {
            out.println(heading(currentEpoch) + " - " + line);
        }
        out.flush();
    }

    @Override
    public void epochEnded(EpochMetrics metrics) {
        String line = String.format(
                Locale.ROOT,
                "%s - %ds - %s%s%s%s",
                bar(plan.steps()),
                Math.round(metrics.getSeconds()),
                pace(metrics.getSeconds() / plan.steps()),
                scores("", metrics.getAccuracy(), metrics.getLoss()),
                scores("val_", metrics.getValAccuracy(), metrics.getValLoss()),
                metrics.getSkipped() == 0 ? "" : " - skipped: " + metrics.getSkipped());
        out.println(terminal ? "\r" + line + blanksOverRestOf(line) : heading(metrics.getEpoch()) + " - " + line);
        out.flush();
    }

    /** Returns blanks that overwrite the end of a longer line. */
    private String blanksOverRestOf(String line) {
        String blanks = " ".repeat(Math.max(0, shownLength - line.length()));
        shownLength = line.length();
        return blanks;
    }

    private String heading(int epoch) {
        return "Epoch " + epoch + "/" + plan.epochs();
    }

    private String bar(int step) {
        int done = (int) ((long) BAR_WIDTH * step / plan.steps());
        String bar =
                done == BAR_WIDTH ? "=".repeat(BAR_WIDTH) : "=".repeat(done) + ">" + ".".repeat(BAR_WIDTH - done - 1);
        int digits = String.valueOf(plan.steps()).length();
        return String.format(Locale.ROOT, "%" + digits + "d/%d [%s]", step, plan.steps(), bar);
    }

    private static String pace(double secondsAStep) {
        return Math.round(secondsAStep * 1000) + "ms/step";
    }

    private static String scores(String prefix, double accuracy, double loss) {
        return String.format(Locale.ROOT, " - %saccuracy: %.4f - %sloss: %.4f", prefix, accuracy, prefix, loss);
    }
}

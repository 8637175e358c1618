package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.progress.ProgressReport;
import cutmix.trainer.checkpoint.EpochProgress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Reports a run to a program: at the beginning and the end of an epoch, and at most five times a second in between.
 * Also prints a line for people for each finished epoch.
 */
public final class ProgressReports implements TrainingListener {

    private final TrainingPlan plan;
    private final PrintWriter out;
    private final LongSupplier nanoTime;
    private int epoch;
    private long epochStart;
    private long reported;
    private String validation = "";

    /** @param nanoTime clock in nanoseconds */
    public ProgressReports(TrainingPlan plan, PrintWriter out, LongSupplier nanoTime) {
        this.plan = plan;
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public void epochStarted(EpochProgress progress) {
        epoch = progress.epoch();
        // As if the steps of an earlier process had ended just now.
        epochStart = nanoTime.getAsLong() - Math.round(progress.seconds() * 1e9);
        report(progress.steps(), validation);
    }

    @Override
    public void stepEnded(int step, double loss, double accuracy) {
        long now = nanoTime.getAsLong();
        if (now - reported < ProgressReport.PAUSE_NANOS && step < plan.steps()) {
            return;
        }
        long eta = Math.round((now - epochStart) * 1e-9 / step * (plan.steps() - step));
        report(
                step,
                accuracy(accuracy),
                loss(loss),
                validation,
                step < plan.steps() ? "ETA " + eta + "s" : "evaluating");
    }

    @Override
    public void epochEnded(EpochMetrics metrics) {
        validation = String.format(Locale.ROOT, "val_accuracy %.4f", metrics.getValAccuracy());
        report(plan.steps(), accuracy(metrics.getAccuracy()), loss(metrics.getLoss()), validation);
        out.println(String.format(
                Locale.ROOT,
                "Epoch %d/%d  %ds  %s  %s  %s%s",
                metrics.getEpoch(),
                plan.epochs(),
                Math.round(metrics.getSeconds()),
                accuracy(metrics.getAccuracy()),
                loss(metrics.getLoss()),
                validation,
                metrics.getSkipped() == 0 ? "" : "  skipped " + metrics.getSkipped()));
        out.flush();
    }

    private void report(int step, String... figures) {
        reported = nanoTime.getAsLong();
        List<String> known = new ArrayList<>(List.of(figures));
        known.removeIf(String::isEmpty);
        out.println(new ProgressReport("epoch " + epoch + "/" + plan.epochs(), step, plan.steps(), known).line());
        out.flush();
    }

    private static String accuracy(double accuracy) {
        return String.format(Locale.ROOT, "accuracy %.4f", accuracy);
    }

    private static String loss(double loss) {
        return String.format(Locale.ROOT, "loss %.4f", loss);
    }
}

package cutmix.trainer;

import cutmix.schemas.EpochMetrics;
import java.util.Locale;

/** Epochs as lines of a table with fixed columns. */
final class MetricsTable {

    static final String HEADER = String.format(
            "%-28s %-7s %7s %8s %9s %8s %9s %8s %9s %6s %9s %7s",
            "run",
            "path",
            "epoch",
            "loss",
            "accuracy",
            "val_loss",
            "val_acc",
            "seconds",
            "samples/s",
            "wait",
            "rate",
            "skipped");

    private MetricsTable() {}

    static String row(EpochMetrics metrics) {
        return String.format(
                Locale.ROOT,
                "%-28s %-7s %7s %8.4f %8.2f%% %8.4f %8.2f%% %8.1f %9.1f %5.1f%% %9.2g %7d",
                metrics.getRun(),
                metrics.getPath(),
                metrics.getEpoch() + "/" + metrics.getEpochs(),
                metrics.getLoss(),
                100 * metrics.getAccuracy(),
                metrics.getValLoss(),
                100 * metrics.getValAccuracy(),
                metrics.getSeconds(),
                metrics.getSamplesPerSecond(),
                100 * metrics.getDataWaitShare(),
                metrics.getLearningRate(),
                metrics.getSkipped());
    }
}

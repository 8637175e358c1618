package cutmix.loader;

import cutmix.loader.kafka.MetricsTopic;
import cutmix.loader.log.TrainedEpochs;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.text.Printable;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Makes the loader wait until training has advanced far enough. Prints the run that it waits for immediately, and then
 * every few minutes.
 */
final class TrainingPace implements Pace {

    private static final long NOTICE_NANOS = Duration.ofMinutes(5).toNanos();

    private final int ahead;
    private final TrainedEpochs trained;
    private final MetricsTopic metrics;
    private final Runnable flush;
    private final Consumer<String> notices;
    private final LongSupplier nanoTime;
    private boolean noticed;
    private long noticedAt;

    /**
     * @param ahead how many epochs may be written beyond the slowest run's current epoch
     * @param flush flushes the written records before a wait
     */
    TrainingPace(
            int ahead,
            TrainedEpochs trained,
            MetricsTopic metrics,
            Runnable flush,
            Consumer<String> notices,
            LongSupplier nanoTime) {
        this.ahead = ahead;
        this.trained = trained;
        this.metrics = metrics;
        this.flush = flush;
        this.notices = notices;
        this.nanoTime = nanoTime;
    }

    @Override
    public void begin(DatasetInfo info) {
        metrics.begin(info);
    }

    @Override
    public void awaitEpoch(int epoch) {
        if (mayWrite(epoch)) {
            return;
        }
        flush.run();
        metrics.readToEnd(this::report);
        while (!mayWrite(epoch)) {
            tell(epoch - 1);
            metrics.readMore(this::report);
        }
    }

    @Override
    public boolean removesOldEpochs() {
        return true;
    }

    @Override
    public void close() {
        metrics.close();
    }

    private boolean mayWrite(int epoch) {
        return epoch <= trained.lastWritable(ahead);
    }

    private void report(EpochMetrics epoch, boolean beforeRaise) {
        if (beforeRaise) {
            trained.reportBeforeRaise(epoch.getRun(), epoch.getEpoch(), epoch.getEpochs());
        } else {
            trained.report(epoch.getRun(), epoch.getEpoch(), epoch.getEpochs());
        }
    }

    private void tell(int written) {
        long now = nanoTime.getAsLong();
        if (!noticed || now - noticedAt >= NOTICE_NANOS) {
            noticed = true;
            noticedAt = now;
            String what = trained.slowest()
                    .map(run -> "run '" + Printable.of(run.name()) + "', which has " + words(run))
                    .orElse("a training run to report its first epoch");
            notices.accept("epoch " + written + " is written; waiting for " + what);
        }
    }

    private static String words(TrainedEpochs.RunProgress run) {
        if (run.epochs() == 0) {
            return "not trained an epoch yet";
        }
        String trained = "trained " + run.trained() + " of " + run.epochs() + " epochs";
        return run.beforeRaise() ? trained + ", but no epoch since the dataset has more" : trained;
    }
}

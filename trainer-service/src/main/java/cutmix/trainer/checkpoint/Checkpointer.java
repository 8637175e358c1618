package cutmix.trainer.checkpoint;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Engine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a run's checkpoints while it goes on. One that cannot be written is told of, and does not end the run: the one before
 * it stays.
 */
public final class Checkpointer {

    private static final Logger LOGGER = LoggerFactory.getLogger(Checkpointer.class);

    private final CheckpointFolder folder;
    private final WritePermission permission;
    private final RunIdentity run;
    private final String id;
    private final long metricsOffset;
    private final long started;
    private final List<EpochMetrics> epochs;
    private final Engine engine;
    private final Duration interval;
    private final LongSupplier nanoTime;
    private EpochProgress latest;
    private long lastWritten;

    /**
     * @param permission is asked before each
     * @param start where the run begins
     * @param interval from one checkpoint within an epoch to the next
     * @param nanoTime the clock, in nanoseconds
     */
    public Checkpointer(
            CheckpointFolder folder,
            WritePermission permission,
            Checkpoint start,
            Engine engine,
            Duration interval,
            LongSupplier nanoTime) {
        this.folder = folder;
        this.permission = permission;
        this.run = start.run();
        this.id = start.id();
        this.metricsOffset = start.metricsOffset();
        this.started = start.started();
        this.epochs = new ArrayList<>(start.epochs());
        this.latest = start.progress();
        this.engine = engine;
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.lastWritten = nanoTime.getAsLong();
    }

    /** After a step: writes one if it is time, and certain that no other process trains the run. */
    public void stepEnded(Supplier<EpochProgress> progress) {
        if (nanoTime.getAsLong() - lastWritten >= interval.toNanos() && permission.isCertain()) {
            write(progress.get());
        }
    }

    /** After an epoch's evaluation, when its metrics are published. */
    public void epochEnded(EpochMetrics metrics) {
        epochs.add(metrics);
        write(EpochProgress.startOf(metrics.getEpoch() + 1));
    }

    /** What tells the run from others of its name. */
    public String id() {
        return id;
    }

    /** When the run first began to train, in milliseconds since 1970; 0 where an earlier version began it. */
    public long started() {
        return started;
    }

    /** Where a run would go on now. */
    public EpochProgress latest() {
        return latest;
    }

    /**
     * What the last finished epoch came to.
     *
     * @throws UserException if none has finished, although the checkpoint that the run went on from says so
     */
    public EpochMetrics last() {
        if (epochs.isEmpty()) {
            throw new UserException(
                    "the checkpoint has the metrics of no epoch: it is damaged; --fresh starts the run anew");
        }
        return epochs.get(epochs.size() - 1);
    }

    /** Samples of all finished epochs that could not be read. */
    public long skipped() {
        return epochs.stream().mapToLong(EpochMetrics::getSkipped).sum();
    }

    /**
     * When the run begins, and when it is told to end, also while brokers are away. A network that is not finite is not written:
     * the checkpoint before it stays, and the run ends where its loss, or its epoch's end, shows that it has diverged.
     *
     * @throws cutmix.schemas.failure.UserException if it is certain that another process trains the run
     */
    public void write(EpochProgress progress) {
        permission.check();
        if (!engine.isFinite()) {
            lastWritten = nanoTime.getAsLong();
            return;
        }
        try {
            folder.write(new Checkpoint(run, id, progress, metricsOffset, epochs, started), engine);
            latest = progress;
        } catch (IOException e) {
            LOGGER.warn(
                    "A checkpoint could not be written: {}; training goes on, the one before it stays", e.toString());
        }
        lastWritten = nanoTime.getAsLong();
    }
}

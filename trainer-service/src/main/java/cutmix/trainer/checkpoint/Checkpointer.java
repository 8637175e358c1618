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
 * Writes the checkpoints of a run during training. If a write fails, the run logs a warning and continues; the previous
 * checkpoint remains.
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
     * @param permission checked before each write
     * @param start state from which the run starts
     * @param interval time between two checkpoints within an epoch
     * @param nanoTime clock in nanoseconds
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

    /**
     * Called after a step. Writes a checkpoint if the interval has passed and it is certain that no other process
     * trains the run.
     */
    public void stepEnded(Supplier<EpochProgress> progress) {
        if (nanoTime.getAsLong() - lastWritten >= interval.toNanos() && permission.isCertain()) {
            write(progress.get());
        }
    }

    /** Called after the metrics of an epoch are published. Writes a checkpoint. */
    public void epochEnded(EpochMetrics metrics) {
        epochs.add(metrics);
        write(EpochProgress.startOf(metrics.getEpoch() + 1));
    }

    /** Returns the id that distinguishes the run from other runs of its name. */
    public String id() {
        return id;
    }

    /**
     * Returns the start of the run's first training, in milliseconds since 1970; 0 if an earlier version started the
     * run.
     */
    public long started() {
        return started;
    }

    /** Returns the progress of the latest checkpoint. */
    public EpochProgress latest() {
        return latest;
    }

    /**
     * Returns the metrics of the last finished epoch.
     *
     * @throws UserException if there are none although the checkpoint is past the first epoch
     */
    public EpochMetrics last() {
        if (epochs.isEmpty()) {
            throw new UserException(
                    "the checkpoint has the metrics of no finished epoch: it is damaged; --fresh starts the run again");
        }
        return epochs.get(epochs.size() - 1);
    }

    /** Returns the number of unreadable samples in all finished epochs. */
    public long skipped() {
        return epochs.stream().mapToLong(EpochMetrics::getSkipped).sum();
    }

    /**
     * Writes a checkpoint, also while brokers are unavailable. Skips a network that is not finite, so the previous
     * checkpoint remains; the run then ends with a report of divergence at its next loss or at the end of the epoch.
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
            Checkpoint checkpoint = Checkpoint.builder()
                    .run(run)
                    .id(id)
                    .progress(progress)
                    .metricsOffset(metricsOffset)
                    .epochs(epochs)
                    .started(started)
                    .build();
            folder.write(checkpoint, engine);
            latest = progress;
        } catch (IOException e) {
            LOGGER.warn(
                    "A checkpoint could not be written: {}. Training continues, and the previous checkpoint"
                            + " remains",
                    e.toString());
        }
        lastWritten = nanoTime.getAsLong();
    }
}

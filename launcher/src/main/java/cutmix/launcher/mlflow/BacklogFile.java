package cutmix.launcher.mlflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The file with the unlogged data of a run. It is updated during the run, so that the data survives if the process is
 * killed: immediately after an epoch, otherwise at intervals that grow with the time that writing takes.
 */
public final class BacklogFile {

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int SHARE = 50;

    private final Path file;
    private final LongSupplier nanoTime;
    private long next;
    private boolean due = true;

    /** @param nanoTime a clock like {@link System#nanoTime} */
    public BacklogFile(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        this.next = nanoTime.getAsLong();
    }

    public Path path() {
        return file;
    }

    /** Makes the next call of {@link #keep} write the file. */
    public void changed() {
        due = true;
    }

    /**
     * Writes the backlog if the interval has passed. A failure is reported when the run ends.
     *
     * @param backlog called only if the file is written
     */
    public void keep(Supplier<Backlog> backlog) {
        long began = nanoTime.getAsLong();
        if (!due && began < next) {
            return;
        }
        try {
            backlog.get().write(file);
        } catch (IOException e) {
            // The next call tries again. The training does not depend on the file.
        }
        due = false;
        long took = nanoTime.getAsLong() - began;
        next = began + Math.max(PAUSE.toNanos(), SHARE * took);
    }

    /** Deletes the file after all data has been logged. */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // If the file remains and is logged again, the server has no duplicates.
        }
    }
}

package cutmix.launcher.mlflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The file in which a run keeps what it has not logged, also while it goes on: where its process is killed, the file says what is
 * left to log. It is written at once after an epoch, and otherwise now and then, the more seldom the longer it takes.
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

    /** Has the next {@link #keep} write. */
    public void changed() {
        due = true;
    }

    /**
     * Writes what is left, if it is time. A folder that cannot be written to is told of when the run ends.
     *
     * @param backlog is asked only then
     */
    public void keep(Supplier<Backlog> backlog) {
        long began = nanoTime.getAsLong();
        if (!due && began < next) {
            return;
        }
        try {
            backlog.get().write(file);
        } catch (IOException e) {
            // Tried again; training does not depend on it.
        }
        due = false;
        long took = nanoTime.getAsLong() - began;
        next = began + Math.max(PAUSE.toNanos(), SHARE * took);
    }

    /** Leaves no file behind: all is logged. */
    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // To log it again logs nothing twice.
        }
    }
}

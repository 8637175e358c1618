package cutmix.trainer.checkpoint;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.text.Printable;
import cutmix.trainer.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last two checkpoints of one run. Their names contain the epoch and position. */
public final class CheckpointFolder implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CheckpointFolder.class);
    private static final int KEPT = 2;

    private static final String PARTIAL = ".part";

    private final Path folder;
    private final Optional<FolderLock> lock;
    /**
     * A name unique to this process, so that a process that is resumed in the middle of a write cannot touch the file
     * of its successor.
     */
    private final Path partial;

    private CheckpointFolder(Path folder, Optional<FolderLock> lock) {
        this.folder = folder;
        this.lock = lock;
        this.partial = folder.resolve("checkpoint-" + UUID.randomUUID() + PARTIAL);
    }

    /** Opens a folder that no other process uses. */
    public CheckpointFolder(Path folder) {
        this(folder, Optional.empty());
    }

    /**
     * Locks the folder against other processes until it is closed or this process ends.
     *
     * @param owner one line of text. If it equals the line of the process that holds the lock, that process has lost
     * its right to write, and this process takes over the lock.
     * @throws UserException if the process of another owner writes to the folder, or the folder cannot be locked
     */
    public static CheckpointFolder locked(Path folder, String owner) {
        return new CheckpointFolder(folder, Optional.of(FolderLock.take(folder, owner)));
    }

    /**
     * Reads the newest intact checkpoint; skips damaged ones with a warning.
     *
     * @throws UserException if the checkpoint belongs to another run, or all checkpoints are damaged
     */
    public Optional<SavedCheckpoint> newest(RunIdentity run) {
        List<Path> files = newestFirst();
        for (Path file : files) {
            try {
                SavedCheckpoint saved = CheckpointFile.read(file);
                saved.checkpoint().run().requireEqual(run, file);
                return Optional.of(saved);
            } catch (IOException e) {
                LOGGER.warn(
                        "Checkpoint {} is damaged ({}): using the previous one", file, Printable.of(e.getMessage()));
            }
        }
        if (!files.isEmpty()) {
            throw new UserException("all checkpoints in " + folder + " are damaged: --fresh starts the run again");
        }
        return Optional.empty();
    }

    /**
     * Writes a checkpoint and deletes all but the last two. If writing fails, the previous checkpoints remain.
     *
     * @throws UserException if another process has taken over the folder
     */
    public void write(Checkpoint checkpoint, Engine engine) throws IOException {
        requireHeld();
        Files.createDirectories(folder);
        for (Path left : named(PARTIAL)) {
            Files.deleteIfExists(left); // Left by a process that was killed or has lost the lock.
        }
        EpochProgress progress = checkpoint.progress();
        String name = String.format(
                Locale.ROOT, "epoch-%06d-position-%09d.checkpoint", progress.epoch(), progress.position());
        CheckpointFile.write(folder.resolve(name), partial, checkpoint, engine, this::requireHeld);
        requireHeld();
        for (Path outdated : newestFirst().stream().skip(KEPT).toList()) {
            Files.deleteIfExists(outdated);
        }
    }

    /** Deletes all checkpoints. */
    public void clear() {
        requireHeld();
        try {
            for (Path file : newestFirst()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UserException("the checkpoints in " + folder + " cannot be removed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        lock.ifPresent(FolderLock::close);
    }

    private void requireHeld() {
        lock.ifPresent(FolderLock::requireHeld);
    }

    private List<Path> newestFirst() {
        return named(".checkpoint");
    }

    /** Returns the files with this suffix, newest first. */
    private List<Path> named(String suffix) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UserException("the checkpoints in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}

package cutmix.trainer.checkpoint;

import cutmix.schemas.UserException;
import cutmix.trainer.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints of one run: the last two. Their names tell how far they are. */
public final class CheckpointFolder {

    private static final Logger LOGGER = LoggerFactory.getLogger(CheckpointFolder.class);
    private static final int KEPT = 2;

    private final Path folder;

    public CheckpointFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The newest one that is whole; a damaged one is passed over with a warning.
     *
     * @throws UserException if it is of another run, or checkpoints are there but none is whole
     */
    public Optional<SavedCheckpoint> newest(RunIdentity run) {
        List<Path> files = newestFirst();
        for (Path file : files) {
            try {
                SavedCheckpoint saved = CheckpointFile.read(file);
                saved.checkpoint().run().requireEqual(run, file);
                return Optional.of(saved);
            } catch (IOException e) {
                LOGGER.warn("Checkpoint {} is damaged ({}): the one before it is taken", file, e.getMessage());
            }
        }
        if (!files.isEmpty()) {
            throw new UserException("no checkpoint in " + folder + " is whole: --fresh starts the run anew");
        }
        return Optional.empty();
    }

    /** Writes one, and drops all but the last two. What was there before stays where writing fails. */
    public void write(Checkpoint checkpoint, Engine engine) throws IOException {
        Files.createDirectories(folder);
        EpochProgress progress = checkpoint.progress();
        String name = String.format(
                Locale.ROOT, "epoch-%06d-position-%09d.checkpoint", progress.epoch(), progress.position());
        CheckpointFile.write(folder.resolve(name), checkpoint, engine);
        for (Path outdated : newestFirst().stream().skip(KEPT).toList()) {
            Files.deleteIfExists(outdated);
        }
    }

    /** Removes all. */
    public void clear() {
        try {
            for (Path file : newestFirst()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UserException("the checkpoints in " + folder + " cannot be removed: " + e.getMessage(), e);
        }
    }

    private List<Path> newestFirst() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".checkpoint"))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UserException("the checkpoints in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}

package cutmix.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.trainer.training.ScriptedEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointerTest {

    private static final RunIdentity RUN = new RunIdentity("ab", 1, "cutmix", "keras", 20, 32, 42, "", "dl4j", 0);
    private static final Checkpoint START = new Checkpoint(RUN, EpochProgress.startOf(1), 5, List.of());

    @TempDir
    Path parent;

    private long now;

    @Test
    void writes_one_when_the_interval_has_passed_and_not_before() {
        // Given
        CheckpointFolder folder = new CheckpointFolder(parent.resolve("checkpoints"));
        Checkpointer checkpointer =
                new Checkpointer(folder, START, new ScriptedEngine(), Duration.ofSeconds(30), () -> now);

        // When
        now = Duration.ofSeconds(29).toNanos();
        checkpointer.stepEnded(() -> progress(32));
        Optional<SavedCheckpoint> before = folder.newest(RUN);
        now = Duration.ofSeconds(31).toNanos();
        checkpointer.stepEnded(() -> progress(64));
        now = Duration.ofSeconds(60).toNanos();
        checkpointer.stepEnded(() -> progress(96));

        // Then
        assertThat(before).isEmpty();
        assertThat(folder.newest(RUN).orElseThrow().checkpoint())
                .isEqualTo(new Checkpoint(RUN, progress(64), 5, List.of()));
    }

    @Test
    void one_that_cannot_be_written_does_not_end_the_run() throws Exception {
        // Given
        Path file = Files.createFile(parent.resolve("file"));
        Checkpointer checkpointer = new Checkpointer(
                new CheckpointFolder(file), START, new ScriptedEngine(), Duration.ofSeconds(30), () -> now);

        // When
        checkpointer.write(progress(32));

        // Then
        assertThat(file).isEmptyFile();
    }

    @Test
    void a_network_that_is_not_finite_is_not_written_and_the_checkpoint_before_it_stays() {
        // Given
        CheckpointFolder folder = new CheckpointFolder(parent.resolve("checkpoints"));
        ScriptedEngine engine = new ScriptedEngine();
        Checkpointer checkpointer = new Checkpointer(folder, START, engine, Duration.ofSeconds(30), () -> now);
        checkpointer.write(progress(32));

        // When
        engine.diverged();
        checkpointer.write(progress(64));
        now = Duration.ofSeconds(31).toNanos();
        checkpointer.stepEnded(() -> progress(96));

        // Then
        assertThat(folder.newest(RUN).orElseThrow().checkpoint().progress()).isEqualTo(progress(32));
        assertThat(checkpointer.latest()).isEqualTo(progress(32));
    }

    private static EpochProgress progress(int position) {
        return new EpochProgress(1, position, 1, 1, 0, 1, 1, 0);
    }
}

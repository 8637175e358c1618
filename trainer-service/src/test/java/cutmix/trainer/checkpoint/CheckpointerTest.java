package cutmix.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.training.Plans;
import cutmix.trainer.training.ScriptedEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointerTest {

    private static final RunIdentity RUN = RunIdentities.cutmix().build();
    private static final Checkpoint START =
            Checkpoints.startOf(RUN, 1).metricsOffset(5).build();

    @TempDir
    Path parent;

    private long now;

    @Test
    void writes_one_when_the_interval_has_passed_and_not_before() {
        // Given
        CheckpointFolder folder = new CheckpointFolder(parent.resolve("checkpoints"));
        Checkpointer checkpointer = new Checkpointer(
                folder, WritePermission.ALWAYS, START, new ScriptedEngine(), Duration.ofSeconds(30), () -> now);

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
                .isEqualTo(Checkpoints.at(RUN, progress(64)).metricsOffset(5).build());
    }

    @Test
    void while_another_process_may_have_taken_over_none_is_written_but_the_last() {
        // Given
        CheckpointFolder folder = new CheckpointFolder(parent.resolve("checkpoints"));
        boolean[] certain = {false};
        Checkpointer checkpointer = new Checkpointer(
                folder,
                permission(() -> certain[0], () -> {}),
                START,
                new ScriptedEngine(),
                Duration.ofSeconds(30),
                () -> now);

        // When
        now = Duration.ofSeconds(31).toNanos();
        checkpointer.stepEnded(() -> progress(32));

        // Then
        assertThat(folder.newest(RUN)).isEmpty();

        // When
        certain[0] = true;
        checkpointer.stepEnded(() -> progress(64));
        certain[0] = false;
        checkpointer.write(progress(96));

        // Then
        assertThat(folder.newest(RUN).orElseThrow().checkpoint().progress()).isEqualTo(progress(96));
    }

    @Test
    void when_another_process_has_taken_over_for_certain_none_is_written_at_all() {
        // Given
        CheckpointFolder folder = new CheckpointFolder(parent.resolve("checkpoints"));
        Checkpointer checkpointer = new Checkpointer(
                folder,
                permission(() -> false, () -> {
                    throw new UserException("taken over");
                }),
                START,
                new ScriptedEngine(),
                Duration.ofSeconds(30),
                () -> now);

        // When, Then
        assertThatThrownBy(() -> checkpointer.write(progress(32))).hasMessage("taken over");
        assertThatThrownBy(() -> checkpointer.epochEnded(Plans.metrics(1))).hasMessage("taken over");
        assertThat(folder.newest(RUN)).isEmpty();
    }

    private static WritePermission permission(BooleanSupplier certain, Runnable check) {
        return new WritePermission() {

            @Override
            public boolean isCertain() {
                return certain.getAsBoolean();
            }

            @Override
            public void check() {
                check.run();
            }
        };
    }

    @Test
    void one_that_cannot_be_written_does_not_end_the_run() throws Exception {
        // Given
        Path file = Files.createFile(parent.resolve("file"));
        Checkpointer checkpointer = new Checkpointer(
                new CheckpointFolder(file),
                WritePermission.ALWAYS,
                START,
                new ScriptedEngine(),
                Duration.ofSeconds(30),
                () -> now);

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
        Checkpointer checkpointer =
                new Checkpointer(folder, WritePermission.ALWAYS, START, engine, Duration.ofSeconds(30), () -> now);
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
        return EpochProgress.builder()
                .epoch(1)
                .position(position)
                .lossSum(1)
                .hits(1)
                .steps(1)
                .seconds(1)
                .build();
    }
}

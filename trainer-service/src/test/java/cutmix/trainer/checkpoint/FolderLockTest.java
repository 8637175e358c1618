package cutmix.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.training.ScriptedEngine;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    private static final RunIdentity RUN = RunIdentities.cutmix().build();

    @TempDir
    private Path parent;

    private Path path;

    @BeforeEach
    void choose_path() {
        path = parent.resolve("run.checkpoints");
    }

    @Test
    void another_run_is_refused_with_the_folder_and_the_run_that_has_it() {
        // Given
        FolderLock lock = FolderLock.take(path, "run a");

        // When, Then
        assertThatThrownBy(() -> FolderLock.take(path, "run b"))
                .isInstanceOf(UserException.class)
                .hasMessage("the checkpoints in " + path + " are being written by another trainer (run a): choose "
                        + "another --checkpoints, or wait for it to end");
        assertThatCode(lock::requireHeld).doesNotThrowAnyException();
    }

    @Test
    void once_it_is_given_back_another_run_gets_it_and_nothing_is_left() {
        // Given
        FolderLock.take(path, "run a").close();
        assertThat(path).isEmptyDirectory();

        // When
        FolderLock lock = FolderLock.take(path, "run b");

        // Then
        assertThatCode(lock::requireHeld).doesNotThrowAnyException();
    }

    @Test
    void a_file_that_a_killed_process_left_behind_is_nobodys() throws IOException {
        // Given
        Files.createDirectory(path);
        Files.writeString(path.resolve("lock"), "run a");

        // When
        FolderLock lock = FolderLock.take(path, "run b");

        // Then
        assertThatCode(lock::requireHeld).doesNotThrowAnyException();
    }

    @Test
    void the_same_run_takes_over_and_the_one_before_notices() {
        // Given
        FolderLock before = FolderLock.take(path, "run a");

        // When
        FolderLock next = FolderLock.take(path, "run a");

        // Then
        assertThatThrownBy(before::requireHeld)
                .isInstanceOf(UserException.class)
                .hasMessage("the checkpoints in " + path + " are written by another trainer now: let that one finish");
        assertThatCode(next::requireHeld).doesNotThrowAnyException();

        // When
        before.close();

        // Then
        assertThatCode(next::requireHeld).doesNotThrowAnyException();
        assertThat(path.toFile().list()).containsExactly("lock");
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws IOException {
        // Given
        Path file = Files.createFile(parent.resolve("file"));

        // When, Then
        assertThatThrownBy(() -> FolderLock.take(file, "run a"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("the checkpoints in " + file + " cannot be locked (")
                .hasMessageEndingWith("): choose another --checkpoints");
    }

    @Test
    void whoever_was_overtaken_writes_and_removes_nothing() throws IOException {
        // Given
        CheckpointFolder overtaken = CheckpointFolder.locked(path, "run a");
        overtaken.write(checkpoint(1), new ScriptedEngine());
        CheckpointFolder next = CheckpointFolder.locked(path, "run a");

        // When, Then
        assertThatThrownBy(() -> overtaken.write(checkpoint(2), new ScriptedEngine()))
                .isInstanceOf(UserException.class);
        assertThatThrownBy(overtaken::clear).isInstanceOf(UserException.class);
        assertThat(next.newest(RUN).orElseThrow().checkpoint()).isEqualTo(checkpoint(1));
    }

    @Test
    void whoever_is_overtaken_while_it_writes_gives_the_file_no_name() throws IOException {
        // Given: another process takes over and writes while this one is suspended in the middle of writing its network
        CheckpointFolder overtaken = CheckpointFolder.locked(path, "run a");
        ScriptedEngine suspended = new ScriptedEngine() {
            @Override
            public void save(OutputStream out) throws IOException {
                out.write(1);
                CheckpointFolder.locked(path, "run a").write(checkpoint(1), new ScriptedEngine());
                super.save(out);
            }
        };

        // When, Then
        assertThatThrownBy(() -> overtaken.write(checkpoint(2), suspended)).isInstanceOf(UserException.class);
        assertThat(List.of(path.toFile().list()))
                .containsExactlyInAnyOrder("lock", "epoch-000001-position-000000000.checkpoint");
        assertThat(new CheckpointFolder(path).newest(RUN).orElseThrow().checkpoint())
                .isEqualTo(checkpoint(1));
    }

    @Test
    void whoever_was_overtaken_leaves_the_file_alone_that_the_next_one_is_writing() throws IOException {
        // Given
        CheckpointFolder overtaken = CheckpointFolder.locked(path, "run a");
        CheckpointFolder.locked(path, "run a");
        Path partial = Files.writeString(path.resolve("checkpoint-next.part"), "half");

        // When
        assertThatThrownBy(() -> overtaken.write(checkpoint(2), new ScriptedEngine()))
                .isInstanceOf(UserException.class);

        // Then
        assertThat(partial).hasContent("half");
    }

    @Test
    void a_taken_over_folder_is_refused_to_other_runs_and_can_be_taken_over_again() {
        // Given
        FolderLock.take(path, "run a");
        FolderLock second = FolderLock.take(path, "run a");

        // When, Then
        assertThatThrownBy(() -> FolderLock.take(path, "run b"))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("another trainer (run a)");
        assertThatCode(second::requireHeld).doesNotThrowAnyException();

        // When
        FolderLock third = FolderLock.take(path, "run a");

        // Then
        assertThatThrownBy(second::requireHeld).isInstanceOf(UserException.class);
        assertThatCode(third::requireHeld).doesNotThrowAnyException();
    }

    @Test
    void a_folder_of_checkpoints_that_is_closed_is_free_for_another_run() {
        // Given
        CheckpointFolder.locked(path, "run a").close();

        // When, Then
        assertThatCode(() -> CheckpointFolder.locked(path, "run b").close()).doesNotThrowAnyException();
        assertThat(path).isEmptyDirectory();
    }

    @Test
    void a_process_that_is_refused_has_no_file_of_the_folder_open() throws IOException {
        // Given
        FolderLock lock = FolderLock.take(path, "run a");
        List<Path> before = openFiles();

        // When
        assertThatThrownBy(() -> FolderLock.take(path, "run b")).isInstanceOf(UserException.class);

        // Then
        assertThat(before).hasSize(1);
        assertThat(openFiles()).isEqualTo(before);

        // When
        lock.close();

        // Then
        assertThat(openFiles()).isEmpty();
    }

    @Test
    void a_lock_that_never_becomes_a_file_is_given_up() throws IOException {
        // Given
        Files.createDirectory(path);
        Files.createSymbolicLink(path.resolve("lock"), path.resolve("missing"));

        // When, Then
        assertThatThrownBy(() -> FolderLock.take(path, "run a"))
                .isInstanceOf(UserException.class)
                .hasMessage("the checkpoints in " + path + " are being locked by several processes: run again");
    }

    /** Returns the files of the folder that this process has open. */
    private List<Path> openFiles() throws IOException {
        List<Path> open = new ArrayList<>();
        for (File descriptor : new File("/proc/self/fd").listFiles()) {
            try {
                Path file = Files.readSymbolicLink(descriptor.toPath());
                if (file.startsWith(path)) {
                    open.add(file);
                }
            } catch (NoSuchFileException e) {
                // The file descriptor was closed in the meantime: it was that of the folder listing.
            }
        }
        return open;
    }

    private static Checkpoint checkpoint(int epoch) {
        return Checkpoints.startOf(RUN, epoch).build();
    }
}

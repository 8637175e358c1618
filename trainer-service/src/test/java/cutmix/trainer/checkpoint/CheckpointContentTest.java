package cutmix.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.training.Plans;
import cutmix.trainer.training.ScriptedEngine;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the content of checkpoints. */
class CheckpointContentTest {

    private static final RunIdentity RUN = RunIdentities.cutmix().build();

    @TempDir
    Path parent;

    private Path path;
    private CheckpointFolder folder;
    private long now;

    @BeforeEach
    void open() {
        path = parent.resolve("run.checkpoints");
        folder = new CheckpointFolder(path);
    }

    @Test
    void a_large_network_comes_back_and_no_time_is_spent_on_compressing_it() throws IOException {
        // Given: a network that would compress well
        byte[] network = new byte[3 << 20];

        // When
        folder.write(Checkpoints.startOf(RUN, 1).build(), saving(network));

        // Then
        SavedCheckpoint saved = folder.newest(RUN).orElseThrow();
        assertThat(saved.network().get().readAllBytes()).isEqualTo(network);
        assertThat(Files.size(saved.file())).isGreaterThan(network.length);
    }

    @Test
    void a_resumed_run_knows_when_it_began_unless_an_earlier_version_wrote_its_checkpoint() throws IOException {
        // Given
        folder.write(Checkpoints.startOf(RUN, 1).started(7).build(), new ScriptedEngine());
        SavedCheckpoint saved = folder.newest(RUN).orElseThrow();
        try (FileSystem zip = FileSystems.newFileSystem(saved.file())) {
            Path json = zip.getPath("run.json");
            Files.writeString(json, Files.readString(json).replace(",\"started\":7", ""));
        }

        // When, Then
        assertThat(saved.checkpoint().started()).isEqualTo(7);
        assertThat(folder.newest(RUN).orElseThrow().checkpoint().started()).isZero();
    }

    @Test
    void a_file_that_lacks_its_network_is_no_checkpoint() throws IOException {
        // Given
        folder.write(Checkpoints.startOf(RUN, 1).build(), new ScriptedEngine());
        Path file = folder.newest(RUN).orElseThrow().file();
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Files.delete(zip.getPath("network"));
        }

        // When, Then
        assertThatThrownBy(() -> CheckpointFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage("it has no network");
    }

    @Test
    void the_end_of_an_epoch_is_the_start_of_the_next_one_with_the_metrics_so_far() throws IOException {
        // Given
        EpochMetrics first = metrics(1, 3);
        EpochMetrics second = metrics(2, 4);
        Checkpointer checkpointer = checkpointer(Checkpoints.startOf(RUN, 2)
                .metricsOffset(5)
                .epochs(List.of(first))
                .build());

        // When
        checkpointer.epochEnded(second);

        // Then
        Checkpoint expected = Checkpoints.startOf(RUN, 3)
                .metricsOffset(5)
                .epochs(List.of(first, second))
                .build();
        assertThat(folder.newest(RUN).orElseThrow().checkpoint()).isEqualTo(expected);
        assertThat(checkpointer.latest()).isEqualTo(EpochProgress.startOf(3));
        assertThat(checkpointer.last()).isEqualTo(second);
        assertThat(checkpointer.skipped()).isEqualTo(7);
        assertThat(checkpointer.id()).isEqualTo("id");
    }

    @Test
    void without_a_finished_epoch_there_is_no_last_one() {
        Checkpointer checkpointer = checkpointer(Checkpoints.startOf(RUN, 2).build());

        assertThat(checkpointer.skipped()).isZero();
        assertThat(checkpointer.latest()).isEqualTo(EpochProgress.startOf(2));
        assertThatThrownBy(checkpointer::last)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("the checkpoint has the metrics of no finished epoch: it is damaged");
    }

    @Test
    void one_is_written_when_exactly_the_interval_has_passed() {
        // Given
        Checkpointer checkpointer = checkpointer(Checkpoints.startOf(RUN, 1).build());

        // When
        now = Duration.ofSeconds(30).toNanos() - 1;
        checkpointer.stepEnded(() -> progress(32));
        boolean early = folder.newest(RUN).isPresent();
        now++;
        checkpointer.stepEnded(() -> progress(64));

        // Then
        assertThat(early).isFalse();
        assertThat(folder.newest(RUN).orElseThrow().checkpoint().progress()).isEqualTo(progress(64));
    }

    @Test
    void other_files_in_the_folder_are_neither_read_nor_removed() throws IOException {
        // Given
        folder.write(Checkpoints.startOf(RUN, 1).build(), new ScriptedEngine());
        Path notes = Files.writeString(path.resolve("notes.txt"), "mine");

        // When
        boolean found = folder.newest(RUN).isPresent();
        folder.write(Checkpoints.startOf(RUN, 2).build(), new ScriptedEngine());
        folder.write(Checkpoints.startOf(RUN, 3).build(), new ScriptedEngine());
        folder.clear();

        // Then
        assertThat(found).isTrue();
        assertThat(notes).hasContent("mine");
        assertThat(path.toFile().list()).containsExactly("notes.txt");
    }

    private Checkpointer checkpointer(Checkpoint start) {
        return new Checkpointer(
                folder, WritePermission.ALWAYS, start, new ScriptedEngine(), Duration.ofSeconds(30), () -> now);
    }

    private static ScriptedEngine saving(byte[] network) {
        return new ScriptedEngine() {
            @Override
            public void save(OutputStream out) throws IOException {
                out.write(network);
            }
        };
    }

    private static EpochMetrics metrics(int epoch, int skipped) {
        return EpochMetrics.newBuilder(Plans.metrics(1))
                .setEpoch(epoch)
                .setSkipped(skipped)
                .build();
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

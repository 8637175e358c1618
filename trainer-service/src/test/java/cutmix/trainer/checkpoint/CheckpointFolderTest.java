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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFolderTest {

    private static final RunIdentity RUN = RunIdentities.cutmix().build();

    @TempDir
    Path parent;

    private Path path;
    private CheckpointFolder folder;

    @BeforeEach
    void open() {
        path = parent.resolve("run.checkpoints");
        folder = new CheckpointFolder(path);
    }

    @Test
    void a_folder_that_is_not_there_has_none() {
        assertThat(folder.newest(RUN)).isEmpty();
    }

    @Test
    void everything_comes_back_to_the_last_bit() throws Exception {
        // Given
        EpochProgress progress = EpochProgress.builder()
                .epoch(2)
                .position(64)
                .lossSum(0.1 + 0.2)
                .hits(3)
                .skipped(7)
                .steps(2)
                .seconds(1 / 3.0)
                .waitedSeconds(1e-300)
                .build();
        Checkpoint checkpoint = Checkpoint.builder()
                .run(RUN)
                .id("id")
                .progress(progress)
                .metricsOffset(17)
                .epochs(List.of(Plans.metrics(12.5), Plans.metrics(1 / 7.0)))
                .build();

        // When
        folder.write(checkpoint, new ScriptedEngine());

        // Then
        SavedCheckpoint saved = folder.newest(RUN).orElseThrow();
        assertThat(saved.checkpoint()).isEqualTo(checkpoint);
        assertThat(saved.network().get()).hasContent("weights");
    }

    @Test
    void a_checkpoint_from_before_the_confusion_was_counted_is_read() throws Exception {
        // Given
        EpochProgress progress = EpochProgress.startOf(2);
        folder.write(
                Checkpoint.builder()
                        .run(RUN)
                        .id("id")
                        .progress(progress)
                        .epochs(List.of(Plans.metrics(1)))
                        .build(),
                new ScriptedEngine());
        Path file = path.resolve("epoch-000002-position-000000000.checkpoint");
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path metrics = zip.getPath("metrics.jsonl");
            Files.writeString(
                    metrics, Files.readString(metrics).replace(",\"val_confusion\":[2,1,0,0],\"run_id\":\"\"", ""));
        }

        // When
        Checkpoint read = folder.newest(RUN).orElseThrow().checkpoint();

        // Then
        EpochMetrics expected = EpochMetrics.newBuilder(Plans.metrics(1))
                .setValConfusion(List.of())
                .build();
        assertThat(read.epochs()).containsExactly(expected);
    }

    @Test
    void a_checkpoint_from_before_runs_had_ids_is_read() throws Exception {
        // Given
        folder.write(Checkpoints.startOf(RUN, 1).build(), new ScriptedEngine());
        Path file = path.resolve("epoch-000001-position-000000000.checkpoint");
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path run = zip.getPath("run.json");
            Files.writeString(run, Files.readString(run).replace("\"id\":\"id\",", ""));
        }

        // When
        Checkpoint read = folder.newest(RUN).orElseThrow().checkpoint();

        // Then
        assertThat(read)
                .isEqualTo(Checkpoint.builder()
                        .run(RUN)
                        .id("")
                        .progress(EpochProgress.startOf(1))
                        .build());
    }

    @Test
    void the_last_two_are_kept() throws Exception {
        // When
        for (int position : new int[] {32, 64, 96, 128}) {
            write(1, position);
        }
        write(2, 0);

        // Then
        assertThat(path.toFile().list())
                .containsExactlyInAnyOrder(
                        "epoch-000001-position-000000128.checkpoint", "epoch-000002-position-000000000.checkpoint");
        assertThat(newestPosition()).isEqualTo("2/0");
    }

    @Test
    void a_newest_that_was_cut_off_is_passed_over() throws Exception {
        // Given
        write(1, 32);
        Path newest = write(1, 64);
        byte[] whole = Files.readAllBytes(newest);

        for (int length = 0; length < whole.length; length++) {
            // When
            Files.write(newest, Arrays.copyOf(whole, length));

            // Then
            assertThat(newestPosition()).as("cut off after %d bytes", length).isIn("1/32", "1/64");
        }
        Files.write(newest, Arrays.copyOf(whole, whole.length / 2));
        assertThat(newestPosition()).isEqualTo("1/32");
    }

    @Test
    void a_newest_whose_network_changed_by_one_bit_is_passed_over() throws Exception {
        // Given
        write(1, 32);
        Path newest = write(1, 64);
        byte[] bytes = Files.readAllBytes(newest);
        bytes[indexOf(bytes, "weights") + 3] ^= 1;

        // When
        Files.write(newest, bytes);

        // Then
        assertThat(newestPosition()).isEqualTo("1/32");
    }

    @Test
    void where_none_is_whole_the_run_does_not_start_anew_unasked() throws Exception {
        // Given
        Files.write(write(1, 32), new byte[10]);

        // When, Then
        assertThatThrownBy(() -> folder.newest(RUN))
                .isInstanceOf(UserException.class)
                .hasMessage("all checkpoints in " + path + " are damaged: --fresh starts the run again");
    }

    @Test
    void a_checkpoint_of_another_run_is_refused_and_the_difference_named() throws Exception {
        // Given
        Path file = write(1, 32);
        RunIdentity other = RunIdentities.cutmix().batchSize(64).build();

        // When, Then
        assertThatThrownBy(() -> folder.newest(other))
                .isInstanceOf(UserException.class)
                .hasMessage("checkpoint " + file + " belongs to a run with batch size 32, not 64: use another --run"
                        + " or "
                        + "--checkpoints, or --fresh to start again");
    }

    @Test
    void where_writing_fails_the_one_before_stays_and_nothing_half_written() throws Exception {
        // Given
        Path file = write(1, 32);

        // When
        assertThatThrownBy(() -> folder.write(checkpoint(1, 64), new FullDiskEngine()))
                .isInstanceOf(IOException.class);

        // Then
        assertThat(path).isDirectoryContaining(file::equals);
        assertThat(path.toFile().list()).hasSize(1);
        assertThat(newestPosition()).isEqualTo("1/32");
    }

    @Test
    void a_thread_that_was_told_to_end_writes_a_whole_one_and_is_still_told_to_end() throws Exception {
        // When
        Thread.currentThread().interrupt();
        write(1, 32);

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(newestPosition()).isEqualTo("1/32");
    }

    @Test
    void what_a_killed_process_left_half_written_is_no_checkpoint() throws Exception {
        // Given
        Path file = write(1, 32);
        Files.write(path.resolve("checkpoint.part"), Files.readAllBytes(file));

        // When, Then
        assertThat(newestPosition()).isEqualTo("1/32");

        // When
        write(1, 96);

        // Then
        assertThat(path).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void cleared_it_has_none() throws Exception {
        // Given
        write(1, 32);

        // When
        folder.clear();

        // Then
        assertThat(folder.newest(RUN)).isEmpty();
        assertThat(path).isEmptyDirectory();
    }

    private Path write(int epoch, int position) throws IOException {
        folder.write(checkpoint(epoch, position), new ScriptedEngine());
        return path.resolve(String.format(Locale.ROOT, "epoch-%06d-position-%09d.checkpoint", epoch, position));
    }

    private static Checkpoint checkpoint(int epoch, int position) {
        return Checkpoint.builder()
                .run(RUN)
                .id("id")
                .progress(EpochProgress.builder()
                        .epoch(epoch)
                        .position(position)
                        .lossSum(1)
                        .hits(1)
                        .steps(1)
                        .seconds(1)
                        .build())
                .build();
    }

    private String newestPosition() {
        EpochProgress progress = folder.newest(RUN).orElseThrow().checkpoint().progress();
        return progress.epoch() + "/" + progress.position();
    }

    private static int indexOf(byte[] bytes, String text) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf(text);
    }

    /** Writes a part of its network, and fails. */
    private static final class FullDiskEngine extends ScriptedEngine {
        @Override
        public void save(OutputStream out) throws IOException {
            out.write(new byte[] {1, 2, 3});
            throw new IOException("No space left on device");
        }
    }
}

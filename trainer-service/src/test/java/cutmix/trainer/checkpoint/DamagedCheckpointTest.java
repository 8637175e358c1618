package cutmix.trainer.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.mutations.Mutations;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.training.Plans;
import cutmix.trainer.training.ScriptedEngine;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads checkpoints from arbitrary bytes: each is read, or skipped as damaged. */
class DamagedCheckpointTest {

    private static final RunIdentity RUN = RunIdentities.cutmix().build();
    private static final EpochProgress PROGRESS = EpochProgress.builder()
            .epoch(2)
            .position(64)
            .lossSum(12.5)
            .hits(30)
            .skipped(7)
            .steps(2)
            .seconds(3.5)
            .waitedSeconds(0.25)
            .build();

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("one.checkpoint");
        write(
                file,
                Checkpoints.at(RUN, PROGRESS)
                        .metricsOffset(17)
                        .epochs(List.of(Plans.metrics(1)))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"run\":null}",
                "{\"run\":{}} {}",
            })
    void a_run_that_says_nothing_is_damaged(String json) throws IOException {
        change(Files.readString(zipped("run.json")), json);

        assertThatThrownBy(() -> CheckpointFile.read(file)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"dataset\":\"ab\"|\"dataset\":null",
                "\"dataset\":\"ab\",|",
                "\"recipe\":\"keras\"|\"recipe\":[]",
                "\"position\":64,|",
                "\"position\":64|\"position\":-64",
                "\"position\":64|\"position\":2147483648",
                "\"position\":64|\"position\":64.5",
                "\"position\":64|\"position\":\"64\"",
                "\"epoch\":2|\"epoch\":0",
                "\"epoch\":2|\"epoch\":null",
                "\"lossSum\":12.5|\"lossSum\":\"NaN\"",
                "\"lossSum\":12.5|\"lossSum\":1e999",
                "\"lossSum\":12.5,|",
                "\"hits\":30|\"hits\":-1",
                "\"skipped\":7|\"skipped\":65",
                "\"steps\":2|\"steps\":-2",
                "\"seconds\":3.5|\"seconds\":\"Infinity\"",
                "\"waitedSeconds\":0.25|\"waitedSeconds\":-1e999",
                "\"metricsOffset\":17|\"metricsOffset\":-1",
                "\"metricsOffset\":17|\"metricsOffset\":1e30",
                "\"metricsOffset\":17|\"metricsOffset\":\"17\"",
                "\"metricsOffset\":17|\"metricsOffset\":null",
            })
    void numbers_that_cannot_be_are_damage(String from, String to) throws IOException {
        change(from, to == null ? "" : to);

        assertThatThrownBy(() -> CheckpointFile.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void metrics_that_are_not_finite_are_damage() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path metrics = zip.getPath("metrics.jsonl");
            Files.writeString(
                    metrics, Files.readString(metrics).replaceFirst("\"val_loss\":[0-9.E-]+", "\"val_loss\":\"NaN\""));
        }

        assertThatThrownBy(() -> CheckpointFile.read(file)).isInstanceOf(IOException.class);
    }

    @Test
    void an_entry_that_unpacks_to_many_times_the_file_is_not_unpacked() throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Files.write(zip.getPath("network"), new byte[64 << 20]);
        }

        assertThatThrownBy(() -> CheckpointFile.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("network in it unpacks to more than ");
    }

    @Test
    void a_place_beyond_the_epoch_is_not_gone_on_from() {
        assertThatThrownBy(() -> PROGRESS.next(63))
                .isInstanceOf(UserException.class)
                .hasMessage("the checkpoint has 64 trained samples of an epoch, but an epoch has 63: it is damaged;"
                        + " --fresh starts the run again");
    }

    @Property(tries = 200)
    void what_is_written_is_read_again(
            @ForAll @IntRange(min = 1) int epoch,
            @ForAll @IntRange(min = 0) int position,
            @ForAll @DoubleRange(min = -1e300, max = 1e300) double loss,
            @ForAll @LongRange(min = 0) long offset,
            @ForAll String text)
            throws IOException {
        Path written = Files.createTempFile("written", ".checkpoint");
        try {
            RunIdentity run = RunIdentity.builder()
                    .dataset(text)
                    .order(offset)
                    .path(text)
                    .recipe("keras")
                    .depth(epoch)
                    .batchSize(position)
                    .seed(-offset)
                    .weights(text)
                    .engine(text)
                    .build();
            EpochProgress progress = EpochProgress.builder()
                    .epoch(epoch)
                    .position(position)
                    .lossSum(loss)
                    .hits(position)
                    .steps(position)
                    .seconds(loss)
                    .waitedSeconds(-loss)
                    .build();
            Checkpoint checkpoint = Checkpoint.builder()
                    .run(run)
                    .id(text)
                    .progress(progress)
                    .metricsOffset(offset)
                    .epochs(List.of(Plans.metrics(1)))
                    .build();

            write(written, checkpoint);

            assertThat(CheckpointFile.read(written).checkpoint()).isEqualTo(checkpoint);
        } finally {
            Files.delete(written);
        }
    }

    @Tag("fuzz")
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void damaged_files(@ForAll long seed) throws IOException {
        Path damaged = Files.createTempFile("damaged", ".checkpoint");
        try {
            write(
                    damaged,
                    Checkpoints.at(RUN, PROGRESS)
                            .metricsOffset(17)
                            .epochs(List.of(Plans.metrics(1)))
                            .build());
            Mutations mutations = new Mutations(seed, Files.readAllBytes(damaged));
            for (int i = 0; i < 200; i++) { // A file takes a millisecond.
                Files.write(damaged, mutations.next());
                try {
                    assertThat(CheckpointFile.read(damaged)).isNotNull();
                } catch (IOException e) {
                    assertThat(e).isNotNull();
                }
            }
        } finally {
            Files.delete(damaged);
        }
    }

    /** Damages content and writes matching checksums. */
    @Tag("fuzz")
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void damaged_runs(@ForAll long seed) throws IOException {
        Path damaged = Files.createTempFile("damaged", ".checkpoint");
        try {
            write(
                    damaged,
                    Checkpoints.at(RUN, PROGRESS)
                            .metricsOffset(17)
                            .epochs(List.of(Plans.metrics(1)))
                            .build());
            byte[] run;
            try (FileSystem zip = FileSystems.newFileSystem(damaged)) {
                run = Files.readAllBytes(zip.getPath("run.json"));
            }
            Mutations mutations = new Mutations(seed, run)
                    .with("null", "-1", "1e999", "\"NaN\"", "9223372036854775808", "{", "[", "\"", ",", "0.5");
            for (int i = 0; i < 100; i++) {
                try (FileSystem zip = FileSystems.newFileSystem(damaged)) {
                    Files.write(zip.getPath("run.json"), mutations.next());
                }
                try {
                    CheckpointFile.read(damaged).checkpoint().progress().next(Integer.MAX_VALUE);
                } catch (IOException e) {
                    assertThat(e).isNotNull();
                }
            }
        } finally {
            Files.delete(damaged);
        }
    }

    private void change(String from, String to) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            Path run = zip.getPath("run.json");
            String before = Files.readString(run);
            assertThat(before).contains(from);
            Files.writeString(run, before.replace(from, to));
        }
    }

    private Path zipped(String entry) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(file)) {
            return Files.write(folder.resolve(entry), Files.readAllBytes(zip.getPath(entry)));
        }
    }

    private static void write(Path file, Checkpoint checkpoint) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".part");
        CheckpointFile.write(file, partial, checkpoint, new ScriptedEngine(), () -> {});
    }
}

package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import cutmix.schemas.failure.ExitCode;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.fixture.MetricsLog;
import cutmix.trainer.fixture.RunningBroker;
import cutmix.trainer.fixture.TrainerProcess;
import cutmix.trainer.model.WeightsFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Kills and restarts the built service with either engine, and compares the result with an undisturbed run. */
@ParameterizedClass
@ValueSource(strings = {"dl4j", "libtorch"})
class ResumeIT extends RunningBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EPOCHS = 4;

    private static String engine;

    /** The name of the engine, from JUnit. */
    @Parameter
    String parameter;

    private static float[] undisturbed;
    private static List<JsonNode> undisturbedMetrics;

    @BeforeParameterizedClassInvocation
    static void train_undisturbed(String name) throws Exception {
        engine = name;
        try (TrainerProcess train = train("undisturbed")) {
            assertThat(train.exitCode())
                    .as(() -> String.join("\n", train.err()))
                    .isZero();
        }
        undisturbed = weights("undisturbed");
        undisturbedMetrics = metrics("undisturbed");
    }

    @Test
    void killed_repeatedly_it_reaches_the_same_weights_and_publishes_each_epoch_once() throws Exception {
        // Given
        for (int kill = 0; kill < 4; kill++) {
            Path before = newest("killed");
            try (TrainerProcess train = train("killed", "--checkpoint-seconds", "0")) {
                await().atMost(PATIENCE).until(() -> !newest("killed").equals(before));
                train.kill();
            }
        }

        // When
        try (TrainerProcess train = train("killed")) {
            assertThat(train.exitCode())
                    .as(() -> String.join("\n", train.err()))
                    .isZero();

            // Then
            assertThat(train.out()).anyMatch(line -> line.startsWith("Resuming at epoch "));
        }
        assertUndisturbed("killed");
    }

    @Test
    void told_to_end_it_says_where_it_stopped_and_goes_on_there() throws Exception {
        // Given: no checkpoint is written within an epoch
        String stoppedAt;
        try (TrainerProcess train = train("stopped", "--checkpoint-seconds", "1000")) {
            await().atMost(PATIENCE).until(() -> !metrics("stopped").isEmpty());

            // When
            train.terminate();
            assertThat(train.endsWithin(20)).isTrue();
            assertThat(train.err()).isEmpty();
            stoppedAt = train.out().get(train.out().size() - 1);
        }

        // Then
        assertThat(stoppedAt).matches("Stopped at epoch \\d, position \\d+: the same command resumes from there");
        String place = stoppedAt.substring("Stopped at ".length(), stoppedAt.indexOf(':'));
        try (TrainerProcess train = train("stopped")) {
            assertThat(train.exitCode()).isZero();
            assertThat(train.out())
                    .anyMatch(line ->
                            line.startsWith("Resuming at " + place + ", from " + named("stopped") + ".checkpoints/"));
        }
        assertUndisturbed("stopped");
    }

    @Test
    void a_damaged_checkpoint_is_passed_over_with_a_warning() throws Exception {
        // Given
        try (TrainerProcess train = train("damaged", "--checkpoint-seconds", "0")) {
            await().atMost(PATIENCE).until(() -> checkpoints("damaged").size() == 2);
            train.kill();
        }
        Path newest = newest("damaged");
        Path file = folder.resolve(newest);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 1000));

        // When
        try (TrainerProcess train = train("damaged")) {
            assertThat(train.exitCode()).isZero();

            // Then
            assertThat(train.err()).anyMatch(line -> line.contains("Checkpoint " + newest + " is damaged"));
        }
        assertUndisturbed("damaged");
    }

    @Test
    void a_full_disk_under_the_checkpoints_is_told_of_and_does_not_end_the_run() throws Exception {
        // Given
        Path small = Files.createDirectory(folder.resolve(named("small")));
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()), "mounting takes root");
        try (TrainerProcess train = train("full", "--checkpoints", named("small"), "--checkpoint-seconds", "0")) {

            // When
            assertThat(train.exitCode()).isZero();

            // Then
            assertThat(train.err()).allMatch(line -> line.contains("A checkpoint could not be written: "));
            assertThat(train.err()).anyMatch(line -> line.contains("No space left on device"));
            assertThat(small).isEmptyDirectory();
        } finally {
            succeeds("umount", small.toString());
        }
        assertUndisturbed("full");
    }

    @Test
    void a_run_that_is_through_publishes_nothing_again_and_fresh_starts_anew() throws Exception {
        // Given
        try (TrainerProcess train = train("through")) {
            assertThat(train.exitCode()).isZero();
        }

        // When
        try (TrainerProcess train = train("through")) {
            assertThat(train.exitCode()).isZero();
        }

        // Then
        assertUndisturbed("through");

        // When
        try (TrainerProcess train = train("through", "--fresh")) {
            assertThat(train.exitCode()).isZero();
        }

        // Then
        assertThat(metrics("through")).hasSize(2 * EPOCHS);
    }

    @Test
    void another_batch_size_is_refused_in_one_line() throws Exception {
        // Given
        try (TrainerProcess train = train("other")) {
            assertThat(train.exitCode()).isZero();
        }

        // When
        try (TrainerProcess train = train("other", 8)) {

            // Then
            assertThat(train.exitCode()).isEqualTo(ExitCode.WRONG_SETTING.code());
            assertThat(train.err())
                    .singleElement()
                    .asString()
                    .isEqualTo("error: checkpoint " + newest("other")
                            + " belongs to a run with batch size 4, not 8: use another --run or --checkpoints, or"
                            + " --fresh to start again");
        }
    }

    private static boolean succeeds(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private static void assertUndisturbed(String run) throws Exception {
        assertThat(weights(run)).isEqualTo(undisturbed);
        List<JsonNode> metrics = metrics(run);
        assertThat(metrics).hasSameSizeAs(undisturbedMetrics);
        for (int i = 0; i < metrics.size(); i++) {
            for (String field : List.of("epoch", "samples", "loss", "accuracy", "val_loss", "val_accuracy")) {
                assertThat(metrics.get(i).get(field))
                        .as(field)
                        .isEqualTo(undisturbedMetrics.get(i).get(field));
            }
        }
    }

    /** Adds the engine to the name, because both engines share the topics and the folder. */
    private static String named(String run) {
        return engine + "-" + run;
    }

    private static List<JsonNode> metrics(String run) throws Exception {
        return MetricsLog.of(broker.bootstrapServers(), named(run));
    }

    private static TrainerProcess train(String run, String... more) throws Exception {
        return train(run, 4, more);
    }

    private static TrainerProcess train(String run, int batchSize, String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(List.of("train", "--engine", engine, "--depth", "8", "--run", named(run)));
        arguments.addAll(List.of("--epochs", "" + EPOCHS, "--batch-size", "" + batchSize));
        arguments.addAll(List.of(more));
        return start(arguments.toArray(String[]::new));
    }

    private static List<Path> checkpoints(String run) throws Exception {
        Path checkpoints = folder.resolve(named(run) + ".checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(checkpoints)) {
            return files.filter(file -> file.toString().endsWith(".checkpoint"))
                    .sorted()
                    .toList();
        }
    }

    /** Returns the name of the newest checkpoint, or an empty path. */
    private static Path newest(String run) throws Exception {
        List<Path> files = checkpoints(run);
        return files.isEmpty() ? Path.of("") : folder.relativize(files.get(files.size() - 1));
    }

    private static float[] weights(String run) {
        return WeightsFile.read(folder.resolve(named(run) + ".zip"), new NetworkInput(8, 8, 3, 3))
                .flat();
    }
}

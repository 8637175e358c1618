package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.UserException;
import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.CheckpointFolder;
import cutmix.trainer.checkpoint.Checkpointer;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.checkpoint.RunIdentity;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.stream.BatchStream;
import cutmix.trainer.stream.FedBatches;
import cutmix.trainer.stream.NumberedBatch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class TrainingRunTest {

    private static final int IMAGE_BYTES = 6;
    private static final List<Batch> TEST = List.of(
            new Batch(3, new byte[3 * IMAGE_BYTES], new float[9]), new Batch(1, new byte[IMAGE_BYTES], new float[3]));

    private static final RunIdentity RUN = new RunIdentity("ab", 1, "cutmix", "keras", 20, 4, 42);

    @TempDir
    Path folder;

    private final List<String> events = new ArrayList<>();
    private final List<EpochMetrics> published = new ArrayList<>();

    @Test
    void trains_every_position_of_every_epoch_once_and_in_order() throws Exception {
        // Given
        ScriptedEngine engine = twoEpochs();

        // When
        train(engine);

        // Then
        List<String> expected = new ArrayList<>();
        for (int epoch = 1; epoch <= 2; epoch++) {
            for (int position = 0; position < FedBatches.EPOCH_SIZE; position++) {
                expected.add(epoch + "/" + position);
            }
        }
        assertThat(engine.fitted).extracting(Batch::size).containsExactly(4, 4, 2, 4, 4, 2);
        assertThat(engine.fitted.stream().flatMap(batch -> positions(batch).stream()))
                .isEqualTo(expected);
    }

    @Test
    void means_weigh_each_sample_alike() throws Exception {
        // When
        EpochMetrics last = train(twoEpochs());

        // Then
        assertThat(published).hasSize(2);
        assertThat(published.get(1)).isEqualTo(last);
        assertThat(published.get(0).getLoss()).isCloseTo((4 * 1 + 4 * 2 + 2 * 6) / 10.0, within(1e-12));
        assertThat(published.get(0).getAccuracy()).isEqualTo(0.6);
        assertThat(published.get(0).getValLoss()).isCloseTo((3 * 1 + 1 * 5) / 4.0, within(1e-12));
        assertThat(published.get(0).getValAccuracy()).isEqualTo(0.75);
        assertThat(last.getLoss()).isEqualTo(0.5);
        assertThat(last.getAccuracy()).isEqualTo(1);
        assertThat(last.getValAccuracy()).isEqualTo(1);
    }

    @Test
    void metrics_say_what_was_trained_and_how_fast() throws Exception {
        // When
        EpochMetrics last = train(twoEpochs());

        // Then
        assertThat(last.getRun()).isEqualTo("run-1");
        assertThat(last.getPath()).isEqualTo("cutmix");
        assertThat(last.getRecipe()).isEqualTo("keras");
        assertThat(last.getSeed()).isEqualTo(42);
        assertThat(published).extracting(EpochMetrics::getEpoch).containsExactly(1, 2);
        assertThat(last.getEpochs()).isEqualTo(2);
        assertThat(last.getSamples()).isEqualTo(10);
        assertThat(last.getLearningRate()).isEqualTo(0.125);
        assertThat(last.getSeconds()).isPositive();
        assertThat(last.getSamplesPerSecond()).isCloseTo(10 / last.getSeconds(), within(1e-6));
        assertThat(published)
                .allSatisfy(metrics -> assertThat(metrics.getDataWaitShare()).isBetween(0.0, 1.0));
    }

    @Test
    void observers_hear_of_start_steps_and_end_of_each_epoch() throws Exception {
        // When
        train(twoEpochs());

        // Then
        assertThat(events)
                .containsExactly(
                        "start 1",
                        "await",
                        "position 0",
                        "step 1: 1.00 1.00",
                        "await",
                        "position 4",
                        "step 2: 1.50 0.75",
                        "await",
                        "position 8",
                        "step 3: 2.40 0.60",
                        "evaluated",
                        "evaluated",
                        "end 1", //
                        "start 2",
                        "await",
                        "position 0",
                        "step 1: 0.50 1.00",
                        "await",
                        "position 4",
                        "step 2: 0.50 1.00",
                        "await",
                        "position 8",
                        "step 3: 0.50 1.00",
                        "evaluated",
                        "evaluated",
                        "end 2");
    }

    @Test
    void a_loss_that_is_no_number_ends_the_run_and_names_the_position() {
        // Given
        ScriptedEngine engine = new ScriptedEngine(new StepResult(1, 4, 4), new StepResult(Double.NaN, 0, 4));

        // When, Then
        assertThatThrownBy(() -> train(engine))
                .isInstanceOf(UserException.class)
                .hasMessage("the loss is NaN at epoch 1, position 4: training has diverged; check the images, or take "
                        + "another recipe");
        assertThat(published).isEmpty();
    }

    private static ScriptedEngine twoEpochs() {
        return new ScriptedEngine(
                new StepResult(1, 4, 4),
                new StepResult(2, 2, 4),
                new StepResult(6, 0, 2),
                new StepResult(1, 2, 3),
                new StepResult(5, 1, 1),
                new StepResult(0.5, 4, 4),
                new StepResult(0.5, 4, 4),
                new StepResult(0.5, 2, 2),
                new StepResult(1, 3, 3),
                new StepResult(1, 1, 1));
    }

    @Test
    void goes_on_within_an_epoch_as_if_nothing_had_been() throws Exception {
        // Given
        EpochMetrics undisturbed = train(twoEpochs());
        published.clear();
        ScriptedEngine rest = new ScriptedEngine(
                new StepResult(0.5, 4, 4), new StepResult(0.5, 2, 2), new StepResult(1, 3, 3), new StepResult(1, 1, 1));

        // When
        EpochMetrics last = train(rest, new EpochProgress(2, 4, 4 * 0.5, 4, 1, 10, 5));

        // Then
        assertThat(rest.fitted.stream().flatMap(batch -> positions(batch).stream()))
                .containsExactly("2/4", "2/5", "2/6", "2/7", "2/8", "2/9");
        assertThat(published).containsExactly(last);
        assertThat(last.getLoss()).isEqualTo(undisturbed.getLoss());
        assertThat(last.getAccuracy()).isEqualTo(undisturbed.getAccuracy());
        assertThat(last.getSamples()).isEqualTo(10);
        assertThat(last.getSeconds()).isGreaterThan(10);
        assertThat(last.getDataWaitShare()).isBetween(0.4, 0.6);
    }

    @Test
    void an_epoch_that_lacked_its_evaluation_alone_is_evaluated() throws Exception {
        // Given
        ScriptedEngine engine = new ScriptedEngine(new StepResult(1, 3, 3), new StepResult(1, 1, 1));

        // When
        train(engine, new EpochProgress(2, 10, 5, 7, 3, 1, 0));

        // Then
        assertThat(engine.fitted).isEmpty();
        assertThat(published).extracting(EpochMetrics::getAccuracy).containsExactly(0.7);
    }

    @Test
    void a_run_that_was_through_trains_nothing() throws Exception {
        // When
        train(new ScriptedEngine(), EpochProgress.startOf(3));

        // Then
        assertThat(published).isEmpty();
    }

    @Test
    void interrupted_it_leaves_a_checkpoint_of_what_was_trained() throws Exception {
        // Given
        ScriptedEngine engine = new ScriptedEngine(new StepResult(1, 4, 4), new StepResult(2, 2, 4)) {
            @Override
            public StepResult fit(Batch batch) {
                if (fitted.size() == 1) {
                    Thread.currentThread().interrupt();
                }
                return super.fit(batch);
            }
        };

        // When
        assertThatThrownBy(() -> train(engine)).isInstanceOf(InterruptedException.class);

        // Then
        EpochProgress progress = new CheckpointFolder(folder)
                .newest(RUN)
                .orElseThrow()
                .checkpoint()
                .progress();
        assertThat(progress.epoch()).isEqualTo(1);
        assertThat(progress.position()).isEqualTo(8);
        assertThat(progress.lossSum()).isEqualTo(12);
        assertThat(progress.hits()).isEqualTo(6);
        assertThat(progress.steps()).isEqualTo(2);
    }

    @Test
    void each_epoch_ends_with_a_checkpoint() throws Exception {
        // When
        train(twoEpochs());

        // Then
        Checkpoint newest =
                new CheckpointFolder(folder).newest(RUN).orElseThrow().checkpoint();
        assertThat(newest.progress()).isEqualTo(EpochProgress.startOf(3));
        assertThat(newest.epochs()).isEqualTo(published);
    }

    private EpochMetrics train(ScriptedEngine engine) throws InterruptedException {
        return train(engine, EpochProgress.startOf(1));
    }

    private EpochMetrics train(ScriptedEngine engine, EpochProgress start) throws InterruptedException {
        Checkpointer checkpointer = new Checkpointer(
                new CheckpointFolder(folder),
                new Checkpoint(RUN, start, 0, List.of()),
                engine,
                Duration.ofDays(1),
                System::nanoTime);
        TrainingPlan plan = Plans.plan(4, FedBatches.EPOCH_SIZE);
        try (BatchStream batches = FedBatches.from(start.next(FedBatches.EPOCH_SIZE), 3, 4)) {
            new TrainingRun(plan, engine, batches, TEST, checkpointer, List.of(new EventLog(events), published::add))
                    .train(start);
        }
        return published.isEmpty() ? null : published.get(published.size() - 1);
    }

    private static List<String> positions(Batch batch) {
        List<String> positions = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            positions.add(batch.pixels()[i * IMAGE_BYTES] + "/" + batch.pixels()[i * IMAGE_BYTES + 1]);
        }
        return positions;
    }

    private record EventLog(List<String> events) implements EpochObserver {

        @Override
        public void epochStarted(EpochProgress progress) {
            events.add("start " + progress.epoch());
        }

        @Override
        public void batchAwaited() {
            events.add("await");
        }

        @Override
        public void stepStarted(NumberedBatch batch) {
            events.add("position " + batch.first().position());
        }

        @Override
        public void batchEvaluated() {
            events.add("evaluated");
        }

        @Override
        public void stepEnded(int step, double loss, double accuracy) {
            events.add(String.format("step %d: %.2f %.2f", step, loss, accuracy));
        }

        @Override
        public void epochEnded(EpochMetrics metrics) {
            events.add("end " + metrics.getEpoch());
        }
    }
}

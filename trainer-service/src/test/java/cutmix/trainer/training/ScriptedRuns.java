package cutmix.trainer.training;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.CheckpointFolder;
import cutmix.trainer.checkpoint.Checkpointer;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.checkpoint.RunIdentities;
import cutmix.trainer.checkpoint.RunIdentity;
import cutmix.trainer.checkpoint.WritePermission;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.engine.StepResult;
import cutmix.trainer.settings.EffectiveSettings;
import cutmix.trainer.stream.BatchStream;
import cutmix.trainer.stream.FedBatches;
import cutmix.trainer.stream.NumberedBatch;
import cutmix.trainer.stream.TestBatches;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** Runs of two epochs of ten samples, in batches of four, with an engine that returns prepared results. */
abstract class ScriptedRuns {

    private static final int IMAGE_BYTES = 6;
    private static final List<Batch> TEST = List.of(
            new Batch(3, new byte[3 * IMAGE_BYTES], new float[9]), new Batch(1, new byte[IMAGE_BYTES], new float[3]));

    static final RunIdentity RUN = RunIdentities.cutmix().batchSize(4).build();

    @TempDir
    Path folder;

    final List<String> events = new ArrayList<>();
    final List<EpochMetrics> published = new ArrayList<>();

    static ScriptedEngine twoEpochs() {
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

    EpochMetrics train(ScriptedEngine engine) throws InterruptedException {
        return train(engine, EpochProgress.startOf(1));
    }

    EpochMetrics train(ScriptedEngine engine, EpochProgress start) throws InterruptedException {
        return train(engine, start, Set.of(), false);
    }

    /** @param bad positions with an unreadable record */
    EpochMetrics train(ScriptedEngine engine, EpochProgress start, Set<SamplePosition> bad, boolean skipBad)
            throws InterruptedException {
        return train(engine, start, bad, skipBad, TEST::forEach);
    }

    EpochMetrics train(ScriptedEngine engine, TestBatches test) throws InterruptedException {
        return train(engine, EpochProgress.startOf(1), Set.of(), false, test);
    }

    private EpochMetrics train(
            ScriptedEngine engine, EpochProgress start, Set<SamplePosition> bad, boolean skipBad, TestBatches test)
            throws InterruptedException {
        Checkpointer checkpointer = new Checkpointer(
                new CheckpointFolder(folder),
                WritePermission.ALWAYS,
                Checkpoint.builder()
                        .run(RUN)
                        .id("id")
                        .progress(start)
                        .started(7)
                        .build(),
                engine,
                Duration.ofDays(1),
                System::nanoTime);
        TrainingPlan plan = Plans.plan(4, FedBatches.EPOCH_SIZE);
        try (BatchStream batches = FedBatches.from(start.next(FedBatches.EPOCH_SIZE), 3, 4, bad, skipBad)) {
            EffectiveSettings settings = new EffectiveSettings(Map.of("engine", "scripted"));
            List<TrainingListener> listeners = List.of(new EventLog(events), published::add);
            new TrainingRun(plan, engine, batches, test, checkpointer, settings, listeners).train(start);
        }
        return published.isEmpty() ? null : published.get(published.size() - 1);
    }

    static List<String> positions(Batch batch) {
        List<String> positions = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            positions.add(batch.pixels()[i * IMAGE_BYTES] + "/" + batch.pixels()[i * IMAGE_BYTES + 1]);
        }
        return positions;
    }

    private record EventLog(List<String> events) implements TrainingListener {

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
            events.add(String.format(Locale.ROOT, "step %d: %.2f %.2f", step, loss, accuracy));
        }

        @Override
        public void epochEnded(EpochMetrics metrics) {
            events.add("end " + metrics.getEpoch());
        }
    }
}

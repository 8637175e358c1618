package cutmix.trainer.session;

import cutmix.process.OrderlyStop;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.output.JsonOutput;
import cutmix.schemas.progress.ProgressForm;
import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.CheckpointFolder;
import cutmix.trainer.checkpoint.Checkpointer;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engines.EngineChoice;
import cutmix.trainer.identity.DatasetWatch;
import cutmix.trainer.metrics.EpochPublisher;
import cutmix.trainer.metrics.StepsTopic;
import cutmix.trainer.model.ModelFile;
import cutmix.trainer.model.ModelInfo;
import cutmix.trainer.settings.EffectiveSettings;
import cutmix.trainer.settings.TrainerSettings;
import cutmix.trainer.stream.BatchStream;
import cutmix.trainer.stream.ImageTopics;
import cutmix.trainer.stream.TestBatches;
import cutmix.trainer.training.ProgressDisplay;
import cutmix.trainer.training.ProgressReports;
import cutmix.trainer.training.StepReports;
import cutmix.trainer.training.TrainingHealth;
import cutmix.trainer.training.TrainingListener;
import cutmix.trainer.training.TrainingPlan;
import cutmix.trainer.training.TrainingRun;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;

/** Trains a run in this process from its checkpoint to its model. */
public final class TrainingSession {

    private final Pipeline pipeline;
    private final TrainingHealth health;
    private final TrainingStop stop;
    private final MeterRegistry meters;
    private final PrintWriter out;
    private final Duration checkpointInterval;

    public TrainingSession(
            Pipeline pipeline,
            TrainingHealth health,
            TrainingStop stop,
            MeterRegistry meters,
            PrintWriter out,
            Duration checkpointInterval) {
        this.pipeline = pipeline;
        this.health = health;
        this.stop = stop;
        this.meters = meters;
        this.out = out;
        this.checkpointInterval = checkpointInterval;
    }

    /**
     * Trains the rest of a run, and writes its model.
     *
     * @param start state from which the run starts
     * @param lease lease of the run, which this process holds
     * @return the exit code
     * @throws cutmix.schemas.failure.UserException if the run cannot continue, or another trainer has taken over
     */
    public int train(RunStart start, RunLease lease, ImageTopics images, CheckpointFolder folder, Path modelFile)
            throws InterruptedException {
        TrainingPlan plan = start.run().plan();
        EngineChoice choice = start.run().engine();
        Checkpoint begin = start.checkpoint();
        SamplePosition next = begin.progress().next(plan.epochSize());
        // The test images are read before training, so that an unreadable one ends the run at once.
        TestBatches test = images.test();
        try (DatasetWatch watch = images.watch();
                Engine engine = start.engine();
                BatchStream batches = images.training(plan.path(), next, plan.batchSize());
                StepsTopic steps = pipeline.steps();
                EpochPublisher publisher = pipeline.publisher(lease, plan.run(), begin)) {
            publisher.begin(begin.epochs());
            choice.print(engine, out);
            start.saved().ifPresent(checkpoint -> out.println("Resuming at " + next + ", from " + checkpoint.file()));
            if (next.epoch() > plan.epochs()) {
                out.println("Run " + plan.run() + " has trained all of its " + plan.epochs()
                        + " epochs: nothing is left to train. To start again, choose another --run, or add --fresh");
            }
            Checkpointer checkpointer =
                    new Checkpointer(folder, lease, begin, engine, checkpointInterval, System::nanoTime);
            if (start.saved().isEmpty()) {
                checkpointer.write(begin.progress()); // From now on, the id of the run is permanent.
            }
            List<TrainingListener> listeners = List.of(
                    metrics -> watch.require(),
                    lease,
                    health,
                    new TrainingMeters(meters, plan, batches::ahead, System::nanoTime),
                    display(plan),
                    new StepReports(
                            plan,
                            begin.id(),
                            begin.started(),
                            engine::learningRate,
                            steps,
                            InstantSource.system(),
                            System::nanoTime),
                    publisher);
            EffectiveSettings settings = new EffectiveSettings(TrainerSettings.of(
                    images.info(),
                    pipeline.topics(),
                    begin.run(),
                    plan,
                    start.run().setup(),
                    choice.library().name(),
                    choice.precision(),
                    engine.describe()));
            TrainingRun training = new TrainingRun(plan, engine, batches, test, checkpointer, settings, listeners);
            try {
                stop.interruptibly(() -> training.train(begin.progress()));
            } catch (InterruptedException e) {
                lease.check();
                out.println("Stopped at " + checkpointer.latest().next(plan.epochSize())
                        + ": the same command resumes from there");
                out.flush();
                return OrderlyStop.EXIT_CODE;
            }
            watch.require();
            lease.confirm();
            ModelFile.write(engine, ModelInfo.of(images.info(), plan.recipe()), modelFile);
            reportSkipped(checkpointer.skipped());
            out.printf(
                    Locale.ROOT,
                    "Test accuracy of %s: %.2f%%. Model: %s%n",
                    plan.run(),
                    100 * checkpointer.last().getValAccuracy(),
                    modelFile);
            out.flush();
            return 0;
        }
    }

    private TrainingListener display(TrainingPlan plan) {
        return pipeline.progress() == ProgressForm.REPORTS
                ? new ProgressReports(plan, out, System::nanoTime)
                : new ProgressDisplay(plan, out, System.console() != null && !JsonOutput.isWanted());
    }

    private void reportSkipped(long skipped) {
        if (skipped > 0) {
            out.printf(
                    Locale.ROOT,
                    "Skipped %,d samples that could not be read: topic %s has the records%n",
                    skipped,
                    pipeline.topics().deadLetters());
        }
    }
}

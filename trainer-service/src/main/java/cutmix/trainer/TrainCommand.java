package cutmix.trainer;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.SamplePosition;
import cutmix.schemas.UserException;
import cutmix.trainer.dl4j.Dl4jEngine;
import cutmix.trainer.engine.Engine;
import cutmix.trainer.engine.NetworkInput;
import cutmix.trainer.engine.NetworkShape;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.stream.BatchStream;
import cutmix.trainer.stream.DataPath;
import cutmix.trainer.stream.ImageTopics;
import cutmix.trainer.training.EpochObserver;
import cutmix.trainer.training.ModelFile;
import cutmix.trainer.training.ProgressDisplay;
import cutmix.trainer.training.TrainingHealth;
import cutmix.trainer.training.TrainingPlan;
import cutmix.trainer.training.TrainingRun;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "train",
        description = "Fits a network from the mixed or the plain images, evaluating it after each epoch.")
class TrainCommand implements Callable<Integer> {

    private final Pipeline pipeline;
    private final MetricsTopic metricsTopic;
    private final TrainingHealth health;
    private final MeterRegistry meters;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--path",
            defaultValue = "cutmix",
            description = "cutmix or plain: what to train from (default: ${DEFAULT-VALUE}).")
    String path;

    @Option(
            names = "--recipe",
            defaultValue = "keras",
            description = "Network, optimizer and schedule (default: ${DEFAULT-VALUE}).")
    String recipe;

    @Option(names = "--run", description = "Name of the run in the metrics (default: the path and the time).")
    String run;

    @Option(names = "--epochs", description = "Epochs to train (default: all that the loader writes).")
    Integer epochs;

    @Option(names = "--batch-size", defaultValue = "32", description = "Samples a step (default: ${DEFAULT-VALUE}).")
    int batchSize;

    @Option(
            names = "--depth",
            defaultValue = "20",
            description = "Layers of the ResNet, 6n+2 (default: ${DEFAULT-VALUE}).")
    int depth;

    @Option(names = "--seed", description = "Seed of the initial weights (default: the dataset's).")
    Long seed;

    @Option(names = "--model", description = "Where the trained network goes (default: RUN.zip in this folder).")
    Path model;

    TrainCommand(Pipeline pipeline, MetricsTopic metricsTopic, TrainingHealth health, MeterRegistry meters) {
        this.pipeline = pipeline;
        this.metricsTopic = metricsTopic;
        this.health = health;
        this.meters = meters;
    }

    @Override
    public Integer call() throws InterruptedException {
        DataPath dataPath = DataPath.named(path);
        Recipe namedRecipe = Recipe.named(recipe);
        NetworkShape.requireDepth(depth);
        Dl4jEngine.requireDevice();
        String runName = run != null
                ? run
                : path + "-" + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now());
        Path modelFile = model != null ? model : Path.of(runName + ".zip");
        ModelFile.prepare(modelFile);

        ImageTopics images = pipeline.images();
        DatasetInfo info = images.info();
        TrainingPlan plan = new TrainingPlan(
                runName,
                dataPath,
                namedRecipe,
                seed != null ? seed : info.getSeed(),
                epochsOf(info),
                batchSize,
                info.getTrainSize());
        PrintWriter out = spec.commandLine().getOut();
        try (Engine engine = Dl4jEngine.create(new NetworkShape(depth, NetworkInput.of(info)), namedRecipe);
                BatchStream batches = images.training(dataPath, new SamplePosition(1, 0), batchSize)) {
            EngineLine.print(engine, out);
            engine.initialise(plan.seed());
            ProgressDisplay display = new ProgressDisplay(plan, out, System.console() != null);
            List<EpochObserver> observers = List.of(
                    health, new TrainingMeters(meters, plan, batches::ahead, System::nanoTime), display, publishing());
            EpochMetrics last = new TrainingRun(plan, engine, batches, images.test(), observers).train();
            ModelFile.write(engine, modelFile);
            out.printf(
                    Locale.ROOT,
                    "Test accuracy of %s: %.2f%%. Model: %s%n",
                    runName,
                    100 * last.getValAccuracy(),
                    modelFile);
            out.flush();
        }
        return 0;
    }

    private EpochObserver publishing() {
        return metricsTopic::publish;
    }

    private int epochsOf(DatasetInfo info) {
        if (epochs == null) {
            return info.getEpochs();
        }
        if (epochs > info.getEpochs()) {
            throw new UserException("--epochs " + epochs + " is more than the " + info.getEpochs()
                    + " that the loader writes: start it with --epochs " + epochs);
        }
        return epochs;
    }
}

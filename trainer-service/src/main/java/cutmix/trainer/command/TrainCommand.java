package cutmix.trainer.command;

import cutmix.process.option.NumberOption;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.contract.PathNames;
import cutmix.schemas.contract.RecipeNames;
import cutmix.schemas.description.WantedEpochs;
import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.checkpoint.CheckpointFolder;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.checkpoint.RunIdentity;
import cutmix.trainer.checkpoint.SavedCheckpoint;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.TrainingSetup;
import cutmix.trainer.engine.network.InitialWeights;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engines.EngineChoice;
import cutmix.trainer.engines.Engines;
import cutmix.trainer.metrics.MetricsReader;
import cutmix.trainer.model.ClassNamesCheck;
import cutmix.trainer.model.ModelFile;
import cutmix.trainer.model.WeightsFile;
import cutmix.trainer.page.PageAddress;
import cutmix.trainer.session.Pipeline;
import cutmix.trainer.session.RunLease;
import cutmix.trainer.session.RunStart;
import cutmix.trainer.session.TrainingSession;
import cutmix.trainer.session.TrainingStop;
import cutmix.trainer.stream.DataPath;
import cutmix.trainer.stream.ImageTopics;
import cutmix.trainer.training.TrainingHealth;
import cutmix.trainer.training.TrainingPlan;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "train", description = "Train a network on mixed or plain images, and evaluate it after each epoch.")
class TrainCommand implements Callable<Integer> {

    private final Pipeline pipeline;
    private final Engines engines;
    private final TrainingHealth health;
    private final TrainingStop stop;
    private final MeterRegistry meters;
    private final PageAddress page;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--path",
            paramLabel = "cutmix|plain",
            defaultValue = PathNames.CUTMIX,
            description = "Train on mixed images (cutmix) or on plain images (plain) (default: ${DEFAULT-VALUE}).")
    String path;

    @Option(
            names = "--recipe",
            paramLabel = "keras|strong",
            defaultValue = RecipeNames.KERAS,
            description = "The recipe: optimizer, learning rate and scale of pixels (default: ${DEFAULT-VALUE}).")
    String recipe;

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "Name of the run in the metrics (default: the path and the current time).")
    String run;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "Id that distinguishes the run from other runs of its name in the metrics (default: random).")
    String runId;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description =
                    "Number of epochs to train. The trainer waits for a dataset with this number of epochs, and ignores further "
                            + "epochs (default: CUTMIX_TRAINER_EPOCHS, otherwise all epochs of the dataset).")
    Integer epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "32",
            description = "Number of samples in a batch (default: ${DEFAULT-VALUE}).")
    int batchSize;

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "20",
            description = "Number of layers of the ResNet, 6n+2 (default: ${DEFAULT-VALUE}).")
    int depth;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Seed of the initial weights (default: that of the dataset).")
    Long seed;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description = "Start with the weights of a trained network or of a safetensors file.")
    Path weights;

    @Mixin
    EngineOption engineOption;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "File to write the trained network to (default: RUN.zip in the current folder).")
    Path model;

    @Option(
            names = "--checkpoints",
            paramLabel = "DIR",
            description =
                    "Folder of the checkpoints from which the same command resumes (default: RUN.checkpoints beside the model).")
    Path checkpoints;

    @Option(
            names = "--checkpoint-seconds",
            paramLabel = "N",
            defaultValue = "30",
            description =
                    "Seconds between checkpoints; the trainer also writes one after each epoch (default: ${DEFAULT-VALUE}).")
    int checkpointSeconds;

    @Option(names = "--fresh", description = "Delete existing checkpoints, and train from the beginning.")
    boolean fresh;

    @Option(names = "--skip-bad", description = "Skip unreadable samples and report how many were skipped.")
    boolean skipBad;

    TrainCommand(
            Pipeline pipeline,
            Engines engines,
            TrainingHealth health,
            TrainingStop stop,
            MeterRegistry meters,
            PageAddress page) {
        this.pipeline = pipeline;
        this.engines = engines;
        this.health = health;
        this.stop = stop;
        this.meters = meters;
        this.page = page;
    }

    @Override
    public Integer call() throws InterruptedException {
        new OptionChecks(spec.commandLine())
                .number(NumberOption.EPOCHS, epochs)
                .number(NumberOption.BATCH_SIZE, batchSize)
                .number(NumberOption.DEPTH, depth)
                .number(NumberOption.CHECKPOINT_SECONDS, checkpointSeconds)
                .runName("--run", run)
                .runName("--run-id", runId);
        WantedEpochs wanted = pipeline.epochs(epochs);
        pipeline.checkSettings();
        DataPath dataPath = DataPath.named(path);
        Recipe namedRecipe = Recipe.named(recipe);
        NetworkShape.requireDepth(depth);
        EngineChoice choice = engines.choose(engineOption.name());
        String runName = run != null
                ? run
                : path + "-"
                        + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                                .format(LocalDateTime.now(ZoneId.systemDefault()));
        Path modelFile = model != null ? model : Path.of(runName + ".zip");
        ModelFile.prepare(modelFile);
        page.print(spec.commandLine().getOut());

        pipeline.awaitServices(this::say);
        ImageTopics images = pipeline.images(dataPath, wanted, skipBad, this::say);
        DatasetInfo info = images.info();
        TrainingPlan plan = TrainingPlan.builder()
                .run(runName)
                .path(dataPath)
                .recipe(namedRecipe)
                .seed(seed != null ? seed : info.getSeed())
                .epochs(wanted.of(info))
                .batchSize(batchSize)
                .epochSize(info.getTrainSize())
                .build();
        NetworkInput input = NetworkInput.of(info);
        Optional<NetworkWeights> given = Optional.ofNullable(weights).map(file -> WeightsFile.read(file, input));
        given.flatMap(found -> ClassNamesCheck.warning(weights, info))
                .ifPresent(spec.commandLine().getOut()::println);
        NetworkShape network = given.map(found -> found.network(info.getHeight(), info.getWidth()))
                .orElseGet(() -> new NetworkShape(depth, input));
        requireDepthOf(network);
        TrainingSetup setup = new TrainingSetup(network, namedRecipe, batchSize, plan.allSteps());
        RunIdentity identity = RunIdentity.builder()
                .dataset(info.getFingerprint())
                .order(info.getSeed())
                .path(path)
                .recipe(recipe)
                .depth(network.depth())
                .batchSize(batchSize)
                .seed(plan.seed())
                .weights(given.map(NetworkWeights::fingerprint).orElse(""))
                .engine(choice.identity())
                .steps(namedRecipe.optimizer().isScheduled() ? setup.steps() : 0)
                .build();
        Path folder = checkpoints != null ? checkpoints : modelFile.resolveSibling(runName + ".checkpoints");
        return stop.hold(() -> {
            try (RunLease lease = pipeline.lease(runName, this::say, stop::interrupt)) {
                stop.interruptibly(lease::await);
                try (CheckpointFolder own = CheckpointFolder.locked(folder, lease.owner())) {
                    NetworkWeights initial = given.orElseGet(() -> InitialWeights.draw(network, plan.seed()));
                    RunStart start = start(identity, setup, initial, own, lease);
                    stop.interruptibly(() -> lease.announce(start.checkpoint()));
                    return session().train(plan, choice, start, lease, images, own, modelFile);
                }
            } catch (InterruptedException e) {
                say("Stopped while waiting for another trainer of the run");
                return ExitCode.STOPPED.code();
            }
        });
    }

    private TrainingSession session() {
        PrintWriter out = spec.commandLine().getOut();
        return new TrainingSession(pipeline, health, stop, meters, out, Duration.ofSeconds(checkpointSeconds));
    }

    private RunStart start(
            RunIdentity identity,
            TrainingSetup setup,
            NetworkWeights initial,
            CheckpointFolder folder,
            RunLease lease) {
        if (fresh) {
            folder.clear();
        }
        Optional<SavedCheckpoint> saved = folder.newest(identity);
        saved.ifPresent(this::requireIdOf);
        return new RunStart(
                saved.map(SavedCheckpoint::checkpoint).orElseGet(() -> first(identity, lease)), saved, setup, initial);
    }

    private void requireIdOf(SavedCheckpoint saved) {
        String id = saved.checkpoint().id();
        if (runId != null && !runId.equals(id)) {
            throw new UserException("checkpoint " + saved.file() + " belongs to a run with id '" + id + "', not"
                    + " '" + runId
                    + "': leave out --run-id, take another --run or --checkpoints, or --fresh to start again");
        }
    }

    private void requireDepthOf(NetworkShape network) {
        if (network.depth() != depth && spec.commandLine().getParseResult().hasMatchedOption("--depth")) {
            throw new UserException("--depth " + depth + " does not fit " + weights + ", which has " + network.depth()
                    + " layers: leave out --depth");
        }
    }

    /**
     * Creates the checkpoint at the start of a run. If the id is not new, another trainer may have published epochs of
     * the run.
     */
    private Checkpoint first(RunIdentity identity, RunLease lease) {
        if (runId != null) {
            return first(identity, runId, 0);
        }
        Optional<String> predecessor = fresh ? Optional.empty() : lease.idOfPredecessor(identity);
        predecessor.ifPresent(id -> say("Training run " + id + " of the previous trainer from the beginning, without"
                + " its checkpoints; epochs that are already published are not published again"));
        return predecessor.map(id -> first(identity, id, 0)).orElseGet(() -> {
            try (MetricsReader metrics = pipeline.metrics(this::say)) {
                return first(identity, UUID.randomUUID().toString(), metrics.end());
            }
        });
    }

    private static Checkpoint first(RunIdentity identity, String id, long metricsOffset) {
        return new Checkpoint(
                identity, id, EpochProgress.startOf(1), metricsOffset, List.of(), System.currentTimeMillis());
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}

package cutmix.trainer.command;

import cutmix.process.option.EngineOption;
import cutmix.process.option.NetworkOptions;
import cutmix.process.option.NumberOption;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.contract.PathNames;
import cutmix.schemas.contract.RecipeNames;
import cutmix.schemas.description.WantedEpochs;
import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.failure.UserException;
import cutmix.trainer.checkpoint.CheckpointFolder;
import cutmix.trainer.engine.Recipe;
import cutmix.trainer.engine.network.NetworkInput;
import cutmix.trainer.engine.network.NetworkShape;
import cutmix.trainer.engine.network.NetworkWeights;
import cutmix.trainer.engines.EngineChoice;
import cutmix.trainer.engines.Engines;
import cutmix.trainer.model.ClassNamesCheck;
import cutmix.trainer.model.ModelFile;
import cutmix.trainer.model.NetworkFile;
import cutmix.trainer.model.WeightsFile;
import cutmix.trainer.page.PageAddress;
import cutmix.trainer.session.Pipeline;
import cutmix.trainer.session.RunDescription;
import cutmix.trainer.session.RunLease;
import cutmix.trainer.session.RunResumption;
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
import java.util.Locale;
import java.util.Optional;
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
    NetworkOptions networkOptions;

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
                .number(NumberOption.BATCH_SIZE, networkOptions.batchSize())
                .number(NumberOption.DEPTH, networkOptions.depth())
                .number(NumberOption.CHECKPOINT_SECONDS, checkpointSeconds)
                .runName("--run", run)
                .runName("--run-id", runId);
        WantedEpochs wanted = pipeline.epochs(epochs);
        pipeline.checkSettings();
        DataPath dataPath = DataPath.named(path);
        Recipe namedRecipe = Recipe.named(recipe);
        NetworkShape.requireDepth(networkOptions.depth());
        EngineChoice choice = engines.choose(Optional.ofNullable(engineOption.engine()));
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
                .batchSize(networkOptions.batchSize())
                .epochSize(info.getTrainSize())
                .build();
        Optional<NetworkWeights> given = givenWeights(info);
        RunDescription described = new RunDescription(info, plan, network(info, given), given, choice);
        Path folder = checkpoints != null ? checkpoints : modelFile.resolveSibling(runName + ".checkpoints");
        RunResumption resumption = new RunResumption(pipeline, Optional.ofNullable(runId), fresh, this::say);
        return stop.hold(() -> {
            try (RunLease lease = pipeline.lease(runName, this::say, stop::interrupt)) {
                stop.interruptibly(lease::await);
                try (CheckpointFolder own = CheckpointFolder.locked(folder, lease.owner())) {
                    RunStart start = resumption.start(described, own, lease);
                    stop.interruptibly(() -> lease.announce(start.checkpoint()));
                    return session().train(start, lease, images, own, modelFile);
                }
            } catch (InterruptedException e) {
                say("Stopped while waiting for another trainer of the run");
                return ExitCode.STOPPED.code();
            }
        });
    }

    private Optional<NetworkWeights> givenWeights(DatasetInfo info) {
        Optional<NetworkWeights> given =
                Optional.ofNullable(weights).map(file -> WeightsFile.read(file, NetworkInput.of(info)));
        given.ifPresent(found -> NetworkFile.requireValid(weights));
        given.flatMap(found -> ClassNamesCheck.warning(weights, info))
                .ifPresent(spec.commandLine().getOut()::println);
        return given;
    }

    /** Given weights have a depth of their own. */
    private NetworkShape network(DatasetInfo info, Optional<NetworkWeights> given) {
        int depth = networkOptions.depth();
        NetworkShape network = given.map(found -> found.network(info.getHeight(), info.getWidth()))
                .orElseGet(() -> new NetworkShape(depth, NetworkInput.of(info)));
        if (network.depth() != depth && spec.commandLine().getParseResult().hasMatchedOption("--depth")) {
            throw new UserException("--depth " + depth + " does not fit " + weights + ", which has " + network.depth()
                    + " layers: omit --depth");
        }
        return network;
    }

    private TrainingSession session() {
        PrintWriter out = spec.commandLine().getOut();
        return new TrainingSession(pipeline, health, stop, meters, out, Duration.ofSeconds(checkpointSeconds));
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}

package cutmix.launcher.command;

import cutmix.launcher.console.Console;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.option.OptionRule;
import cutmix.launcher.page.Browser;
import cutmix.launcher.plan.RunPlan;
import cutmix.launcher.run.Cifar10Mirror;
import cutmix.launcher.run.LocalRun;
import cutmix.process.option.CacheOption;
import cutmix.process.option.Cifar10Option;
import cutmix.process.option.DatasetOption;
import cutmix.process.option.EngineOption;
import cutmix.process.option.LimitOptions;
import cutmix.process.option.MaxEpochsAheadOption;
import cutmix.process.option.NetworkOptions;
import cutmix.process.option.PartitionsOption;
import cutmix.process.option.ScaleOption;
import cutmix.schemas.contract.PathNames;
import cutmix.schemas.contract.RecipeNames;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "run",
        sortOptions = false,
        description = "Load and mix a dataset, and train one network with CutMix and one without, all on this machine.",
        footer = {
            "",
            "Environment variables such as CUTMIX_AUGMENT_ALPHA set how images are mixed: see docs/guide/recipes.md.",
        })
final class RunCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @ArgGroup(validate = false, heading = "%nData:%n", order = 1)
    DataOptions data = new DataOptions();

    @ArgGroup(validate = false, heading = "%nTraining:%n", order = 2)
    TrainingOptions training = new TrainingOptions();

    @ArgGroup(validate = false, heading = "%nProcesses:%n", order = 3)
    ProcessOptions processes = new ProcessOptions();

    @ArgGroup(validate = false, heading = "%nLogging:%n", order = 4)
    MlflowOptions mlflow = new MlflowOptions();

    @Override
    public Integer call() throws Exception {
        Installation installation = Installation.configured();
        String run = processes.run != null
                ? processes.run
                : DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                        .format(LocalDateTime.now(ZoneId.systemDefault()));
        Path out = processes.out != null ? processes.out : Path.of("runs", run);
        Map<String, String> mirror = Cifar10Mirror.variables(data.cifar10.url(), data.dataset(), System.getenv());
        RunPlan plan = new RunPlan(run, out, data.toPlan(), training.toPlan(), processes.toPlan());
        String brokers =
                processes.bootstrapServers == null ? "localhost:" + processes.brokerPort : processes.bootstrapServers;
        new Brokers(brokers, System.getenv()).checkSettings();
        OptionRule.replicationFactor(System.getenv());
        Console console = Console.open(spec.commandLine().getOut(), System.getenv(), System.console() != null);
        Optional<Browser> browser = processes.open ? Optional.of(Browser.ofDesktop(console::say)) : Optional.empty();
        new LocalRun(installation, plan, mirror, console, browser, mlflow.toTarget(System.getenv(), console::say))
                .execute();
        return 0;
    }

    /** Options of the dataset. */
    static final class DataOptions extends DatasetOption {

        @Option(
                names = "--epochs",
                paramLabel = "N",
                description = "Number of epochs (default: 6 for sample, otherwise 15).")
        Integer epochs;

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "Seed of all random numbers (default: 1).")
        long seed = 1;

        @ArgGroup(validate = false)
        LimitOptions limits = new LimitOptions();

        @ArgGroup(validate = false)
        PartitionsOption partitionsOption = new PartitionsOption();

        @ArgGroup(validate = false)
        ScaleOption scale = new ScaleOption();

        @ArgGroup(validate = false)
        CacheOption cacheOption = new CacheOption();

        @ArgGroup(validate = false)
        Cifar10Option cifar10 = new Cifar10Option();

        @ArgGroup(validate = false)
        MaxEpochsAheadOption pace = new MaxEpochsAheadOption();

        RunPlan.Data toPlan() {
            int chosen = epochs != null ? epochs : dataset().equals("sample") ? 6 : 15;
            return RunPlan.Data.builder()
                    .dataset(dataset())
                    .epochs(chosen)
                    .seed(seed)
                    .trainLimit(limits.trainLimit())
                    .testLimit(limits.testLimit())
                    .partitions(partitionsOption.partitions())
                    .imageSize(scale.imageSize())
                    .cache(cacheOption.cache())
                    .maxEpochsAhead(pace.maxEpochsAhead())
                    .build();
        }
    }

    /** Options of the training. */
    static final class TrainingOptions {
        @Option(
                names = "--paths",
                paramLabel = "PATH",
                split = ",",
                defaultValue = "cutmix,plain",
                description =
                        "Train on mixed images (cutmix), on plain images (plain), or both (default: cutmix,plain).")
        List<String> paths = List.of(PathNames.CUTMIX, PathNames.PLAIN);

        @Option(
                names = "--recipe",
                paramLabel = "keras|strong",
                defaultValue = RecipeNames.KERAS,
                description =
                        "The recipe of the Keras example, or a stronger one that also flips and crops images and mixes a "
                                + "quarter of them (default: keras).")
        String recipe = RecipeNames.KERAS;

        @Option(
                names = "--threads",
                paramLabel = "N",
                description =
                        "Number of threads of each trainer (default: the number of cores divided by the number of trainers).")
        Integer threads;

        @Option(
                names = "--skip-bad",
                description = "Skip unreadable image files and samples, and report how many were skipped.")
        boolean skipBad;

        @ArgGroup(validate = false)
        EngineOption engineOption = new EngineOption();

        @ArgGroup(validate = false)
        NetworkOptions network = new NetworkOptions();

        RunPlan.Training toPlan() {
            int cores = Runtime.getRuntime().availableProcessors();
            int chosen = threads != null ? threads : Math.max(1, cores / Math.max(1, paths.size()));
            return RunPlan.Training.builder()
                    .paths(paths)
                    .recipe(recipe)
                    .engine(engineOption.engine())
                    .depth(network.depth())
                    .batchSize(network.batchSize())
                    .threads(chosen)
                    .skipBad(skipBad)
                    .build();
        }
    }

    /** Options of the processes and their files. */
    static final class ProcessOptions {
        @Option(
                names = "--augmenters",
                paramLabel = "N",
                defaultValue = "1",
                description = "Number of augment workers (default: 1).")
        int augmenters = 1;

        @Option(
                names = "--run",
                paramLabel = "NAME",
                description = "Name of the run in the metrics (default: the current time).")
        String run;

        @Option(names = "--out", paramLabel = "DIR", description = "Folder for results and logs (default: runs/NAME).")
        Path out;

        @Option(
                names = "--bootstrap-servers",
                paramLabel = "HOST:PORT",
                description = "Use these Kafka brokers (default: start one).")
        String bootstrapServers;

        @Option(
                names = "--broker-port",
                paramLabel = "N",
                defaultValue = "19092",
                description = "Port of the broker that is started (default: 19092; a free port if it is in use).")
        int brokerPort = 19092;

        @Option(names = "--open", description = "Open the live page in the browser.")
        boolean open;

        @Option(
                names = "--keep-data",
                description = "Keep the data of the broker that is started, in the folder kafka of --out.")
        boolean keepData;

        RunPlan.Processes toPlan() {
            return RunPlan.Processes.builder()
                    .augmenters(augmenters)
                    .bootstrapServers(bootstrapServers)
                    .brokerPort(brokerPort)
                    .keepData(keepData)
                    .build();
        }
    }
}

package cutmix.launcher.command;

import cutmix.launcher.console.Console;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.kafka.Brokers;
import cutmix.launcher.page.Browser;
import cutmix.launcher.plan.RunPlan;
import cutmix.launcher.run.Cifar10Mirror;
import cutmix.launcher.run.LocalRun;
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
        description =
                "Loads a dataset, mixes it and trains a network with CutMix and one without, all on this machine.",
        footer = {
            "",
            "How images are mixed is configured by environment variables such as CUTMIX_AUGMENT_ALPHA; see docs/guide/recipes.md.",
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
        Map<String, String> mirror = Cifar10Mirror.variables(data.cifar10Url, data.dataset, System.getenv());
        RunPlan plan = new RunPlan(run, out, data.toPlan(), training.toPlan(), processes.toPlan());
        String brokers =
                processes.bootstrapServers == null ? "localhost:" + processes.brokerPort : processes.bootstrapServers;
        new Brokers(brokers, System.getenv()).checkSettings();
        Console console = Console.open(spec.commandLine().getOut(), System.getenv(), System.console() != null);
        Optional<Browser> browser = processes.open ? Optional.of(Browser.ofDesktop(console::say)) : Optional.empty();
        new LocalRun(installation, plan, mirror, console, browser, mlflow.toTarget(System.getenv(), console::say))
                .execute();
        return 0;
    }

    /** What is loaded. */
    static final class DataOptions {
        @Option(
                names = "--dataset",
                defaultValue = "sample",
                paramLabel = "sample|cifar10|PATH",
                description =
                        "The built-in sample, CIFAR-10 (downloaded once), or a folder of images, a CIFAR folder or "
                                + "archive (default: sample).")
        String dataset = "sample";

        @Option(names = "--epochs", paramLabel = "N", description = "Epochs (default: 6 for sample, else 15).")
        Integer epochs;

        @Option(
                names = "--seed",
                paramLabel = "N",
                defaultValue = "1",
                description = "Seed of all that is drawn (default: 1).")
        long seed = 1;

        @Option(names = "--train-limit", paramLabel = "N", description = "Training images to take (default: all).")
        Integer trainLimit;

        @Option(names = "--test-limit", paramLabel = "N", description = "Test images to take (default: all).")
        Integer testLimit;

        @Option(
                names = "--partitions",
                paramLabel = "N",
                defaultValue = "4",
                description = "Partitions of each image topic (default: 4).")
        int partitions = 4;

        @Option(
                names = "--image-size",
                paramLabel = "N",
                description = "Height and width that images of a folder are scaled to (default: 32).")
        Integer imageSize;

        @Option(
                names = "--cache",
                paramLabel = "DIR",
                description = "Where downloads are kept (default: ~/.cache/cutmix).")
        Path cache;

        @Option(
                names = Cifar10Mirror.OPTION,
                paramLabel = "URL",
                description = "Download CIFAR-10 from this mirror of cifar-10-binary.tar.gz "
                        + "(default: CUTMIX_LOADER_CIFAR10_URL, else its authors' server).")
        String cifar10Url;

        @Option(
                names = "--max-epochs-ahead",
                paramLabel = "N",
                description = "Load at most N epochs beyond the one that is trained, and remove old ones "
                        + "(default: load all at once, and keep them).")
        Integer maxEpochsAhead;

        RunPlan.Data toPlan() {
            int chosen = epochs != null ? epochs : dataset.equals("sample") ? 6 : 15;
            return new RunPlan.Data(
                    dataset, chosen, seed, trainLimit, testLimit, partitions, imageSize, cache, maxEpochsAhead);
        }
    }

    /** How the networks are trained. */
    static final class TrainingOptions {
        @Option(
                names = "--paths",
                paramLabel = "PATH",
                split = ",",
                defaultValue = "cutmix,plain",
                description = "What to train from (default: cutmix,plain).")
        List<String> paths = List.of("cutmix", "plain");

        @Option(
                names = "--recipe",
                paramLabel = "keras|strong",
                defaultValue = "keras",
                description =
                        "That of the Keras example, or a stronger one, whose images are flipped and cropped, too, "
                                + "and a quarter of them mixed (default: keras).")
        String recipe = "keras";

        @Option(
                names = "--engine",
                paramLabel = "dl4j|libtorch",
                description = "What computes the networks (default: dl4j where it can serve the device).")
        String engine;

        @Option(
                names = "--depth",
                paramLabel = "N",
                defaultValue = "20",
                description = "Layers of the ResNet, 6n+2 (default: 20).")
        int depth = 20;

        @Option(
                names = "--batch-size",
                paramLabel = "N",
                defaultValue = "32",
                description = "Samples a step (default: 32).")
        int batchSize = 32;

        @Option(
                names = "--threads",
                paramLabel = "N",
                description = "Threads of each trainer (default: the cores, shared by the trainers).")
        Integer threads;

        @Option(
                names = "--skip-bad",
                description = "Leave out image files and samples that cannot be read, and say how many there were.")
        boolean skipBad;

        RunPlan.Training toPlan() {
            int cores = Runtime.getRuntime().availableProcessors();
            int chosen = threads != null ? threads : Math.max(1, cores / Math.max(1, paths.size()));
            return new RunPlan.Training(paths, recipe, engine, depth, batchSize, chosen, skipBad);
        }
    }

    /** What is started, and where its files go. */
    static final class ProcessOptions {
        @Option(
                names = "--augmenters",
                paramLabel = "N",
                defaultValue = "1",
                description = "Augment workers (default: 1).")
        int augmenters = 1;

        @Option(
                names = "--run",
                paramLabel = "NAME",
                description = "Name of the run in the metrics (default: the time).")
        String run;

        @Option(names = "--out", paramLabel = "DIR", description = "Where results and logs go (default: runs/NAME).")
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
                description = "Port of the broker that is started (default: 19092; another one where that is taken).")
        int brokerPort = 19092;

        @Option(names = "--open", description = "Open the live page in the browser.")
        boolean open;

        @Option(names = "--keep-data", description = "Keep the data of the broker that is started, in DIR/kafka.")
        boolean keepData;

        RunPlan.Processes toPlan() {
            return new RunPlan.Processes(augmenters, bootstrapServers, brokerPort, keepData);
        }
    }
}

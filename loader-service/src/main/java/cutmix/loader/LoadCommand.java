package cutmix.loader;

import cutmix.loader.cifar.Cifar10;
import cutmix.loader.dataset.Dataset;
import cutmix.loader.dataset.SplitLimits;
import cutmix.loader.kafka.ImageProducer;
import cutmix.loader.kafka.LoaderBrokers;
import cutmix.loader.kafka.TopicSetup;
import cutmix.loader.kafka.TopicSizes;
import cutmix.loader.log.ImagePartitions;
import cutmix.loader.progress.BarProgress;
import cutmix.loader.progress.LineProgress;
import cutmix.loader.progress.LoadProgress;
import cutmix.loader.progress.ReportProgress;
import cutmix.process.option.CacheOption;
import cutmix.process.option.DatasetOption;
import cutmix.process.option.LimitOptions;
import cutmix.process.option.NumberOption;
import cutmix.process.option.PartitionsOption;
import cutmix.process.option.ScaleOption;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.LeaseTimes;
import cutmix.schemas.lease.WriterLease;
import cutmix.schemas.output.JsonOutput;
import cutmix.schemas.progress.ProgressForm;
import cutmix.schemas.serde.RecordFormat;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import jakarta.inject.Provider;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the loader. */
@TopCommand
@Command(
        name = "loader",
        sortOptions = false,
        subcommands = LoaderTopicsCommand.class,
        description = {
            "Read a dataset and write it to Kafka as epochs.",
            "After an interruption, the same command resumes where it stopped.",
            "The loader waits while another loader writes to the same topics."
        },
        footer = {
            "",
            "Environment:",
            "  KAFKA_BOOTSTRAP_SERVERS   the Kafka brokers (default: localhost:9092)",
            "  CUTMIX_TOPIC_PREFIX       text before all topic names",
            "",
            "Exit codes: 0 all epochs are loaded, 1 loading failed, 2 a setting is wrong and a new attempt would fail, too."
        })
class LoadCommand implements Callable<Integer> {

    private static final Duration LINE_INTERVAL = Duration.ofSeconds(3);

    private final LoaderConfig config;
    private final LoaderBrokers brokers;
    private final Provider<ImageProducer> producer;
    private final LoaderLease turn;
    private final LeaseTimes times;
    private final WriterLease lease;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Mixin
    private DatasetOption datasetOption;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "15",
            description = "Number of epochs to write (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the order of images in epochs, of mixing, and of the sample images"
                    + " (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private LimitOptions limits;

    @Mixin
    private PartitionsOption partitionsOption;

    @Mixin
    private ScaleOption scale;

    @Option(
            names = "--skip-bad",
            description = "Skip unreadable image files and print their names; limits count the remaining images.")
    private boolean skipBad;

    @Mixin
    private CacheOption cacheOption;

    @Mixin
    private Cifar10Source cifar10;

    @Mixin
    private PaceOptions pace;

    @Mixin
    private TopicOptions topicOptions;

    LoadCommand(
            LoaderConfig config,
            LoaderBrokers brokers,
            Provider<ImageProducer> producer,
            LoaderLease turn,
            LeaseTimes times,
            WriterLease lease) {
        this.config = config;
        this.brokers = brokers;
        this.producer = producer;
        this.turn = turn;
        this.times = times;
        this.lease = lease;
    }

    @Override
    public Integer call() throws InterruptedException {
        times.check(EnvironmentVariables.LOADER_SESSION_TIMEOUT);
        brokers.checkTimeout();
        DatasetRequest request = request();
        DatasetFinder source = source(request);
        int partitions = partitionsOption.partitions();
        Topics topics = Topics.configured(config.topicPrefix());
        TopicSetup topicSetup = new TopicSetup(
                brokers,
                topics,
                topicOptions.own(config.loader()),
                times.delivery(),
                spec.commandLine().getOut()::println);
        LoadProgress progress = progress();
        long began = System.nanoTime();
        brokers.await(config.startTimeout(), this::say);
        RecordFormat format = RecordFormat.of(brokers.clientConfig());
        try (Dataset images = source.open(request, progress, out()::println)) {
            ImagePartitions existing =
                    topicSetup.create(partitions, pace.retention(images, partitions), TopicSizes.of(images));
            Loader loader = new Loader(brokers, topics, format, producer.get(), existing, out()::println);
            LoadResult result =
                    turn.take(topics, producer.get(), out()::println, () -> load(loader, images, topics, progress));
            out().println(result.summary((System.nanoTime() - began) / 1e9));
            if (config.progress() == ProgressForm.REPORTS) {
                out().println(result.report().line());
            }
        }
        return ExitCode.OK.code();
    }

    private LoadResult load(Loader loader, Dataset images, Topics topics, LoadProgress progress) {
        try (Pace training = pace.open(brokers, topics, lease, producer.get()::flush, out()::println)) {
            return loader.load(images, epochs, partitionsOption.partitions(), seed, training, progress);
        }
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private DatasetRequest request() {
        if (datasetOption.dataset().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--dataset '' is empty: give sample, cifar10, or the path of a folder or archive");
        }
        NumberOption.EPOCHS.check(spec.commandLine(), epochs);
        NumberOption.PARTITIONS.check(spec.commandLine(), partitionsOption.partitions());
        int imageSize = scale.imageSize() != null ? scale.imageSize() : ScaleOption.USUAL;
        if (imageSize > TopicSizes.greatestImageSize()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--image-size " + imageSize + " is more than " + TopicSizes.greatestImageSize()
                            + ": a larger image does not fit into a record");
        }
        NumberOption.IMAGE_SIZE.check(spec.commandLine(), imageSize);
        pace.check();
        cifar10.check();
        return new DatasetRequest(
                datasetOption.dataset(),
                new SplitLimits(
                        limit(NumberOption.TRAIN_LIMIT, limits.trainLimit()),
                        limit(NumberOption.TEST_LIMIT, limits.testLimit())),
                seed,
                imageSize,
                skipBad,
                cacheFolder());
    }

    private OptionalInt limit(NumberOption option, Integer limit) {
        option.check(spec.commandLine(), limit);
        return limit == null ? OptionalInt.empty() : OptionalInt.of(limit);
    }

    private Path cacheFolder() {
        Path folder = cacheOption.cache() != null
                ? cacheOption.cache()
                : config.loader()
                        .cache()
                        .orElseGet(() -> CacheFolder.ofUser(System.getenv(), System.getProperty("user.home")));
        return folder.toAbsolutePath().normalize();
    }

    private DatasetFinder source(DatasetRequest request) {
        Optional<Cifar10> wanted = request.dataset().equals(DatasetFinder.CIFAR10)
                ? Optional.of(cifar10.source(config.loader().cifar10(), request.cache(), System.getenv()))
                : Optional.empty();
        return new DatasetFinder(wanted);
    }

    private LoadProgress progress() {
        if (config.progress() == ProgressForm.REPORTS) {
            return new ReportProgress(System.out, System::nanoTime);
        }
        return System.console() != null && !JsonOutput.isWanted()
                ? new BarProgress(System.out)
                : new LineProgress(System.out, LINE_INTERVAL, System::nanoTime);
    }
}

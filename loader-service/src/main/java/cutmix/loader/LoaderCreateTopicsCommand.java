package cutmix.loader;

import cutmix.loader.dataset.ImageShape;
import cutmix.loader.kafka.LoaderBrokers;
import cutmix.loader.kafka.TopicComparison;
import cutmix.loader.kafka.TopicSetup;
import cutmix.loader.kafka.TopicSizes;
import cutmix.process.option.NumberOption;
import cutmix.process.option.PartitionsOption;
import cutmix.process.option.RecordSizeOptions;
import cutmix.schemas.failure.ExitCode;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.LeaseTimes;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates the topics of a pipeline for a dataset that another program writes. */
@Command(
        name = "create",
        sortOptions = false,
        description = {
            "Create the topics that do not exist, with the same settings as the loader.",
            "Print for each topic whether it was created, or how an existing topic differs. Existing topics are not changed."
        })
class LoaderCreateTopicsCommand implements Callable<Integer> {

    /** The channels of decoded image files: red, green and blue. */
    private static final int CHANNELS = 3;

    private final LoaderConfig config;
    private final LoaderBrokers brokers;
    private final LeaseTimes times;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    private boolean help;

    @Mixin
    private PartitionsOption partitionsOption;

    @Mixin
    private RecordSizeOptions size;

    @Mixin
    private TopicOptions topicOptions;

    LoaderCreateTopicsCommand(LoaderConfig config, LoaderBrokers brokers, LeaseTimes times) {
        this.config = config;
        this.brokers = brokers;
        this.times = times;
    }

    @Override
    public Integer call() {
        int partitions = partitionsOption.partitions();
        int imageSize = size.imageSize();
        int classes = size.classes();
        NumberOption.PARTITIONS.check(spec.commandLine(), partitions);
        NumberOption.IMAGE_SIZE.check(spec.commandLine(), imageSize);
        NumberOption.CLASSES.check(spec.commandLine(), classes);
        TopicSizes sizes = TopicSizes.of(new ImageShape(imageSize, imageSize, CHANNELS), classes);
        Topics topics = Topics.configured(config.topicPrefix());
        TopicSetup setup = new TopicSetup(
                brokers,
                topics,
                topicOptions.own(config.loader()),
                times.delivery(),
                spec.commandLine().getOut()::println);
        brokers.check();
        PrintWriter out = spec.commandLine().getOut();
        new TopicComparison(brokers, setup).create(partitions, sizes).forEach(out::println);
        out.flush();
        // The loader's own checks: the command fails with the loader's message if the loader could not use the topics.
        setup.create(partitions, Optional.empty(), sizes)
                .requireExactly(partitions)
                .forEach(out::println);
        return ExitCode.OK.code();
    }
}

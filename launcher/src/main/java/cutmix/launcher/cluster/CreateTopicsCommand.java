package cutmix.launcher.cluster;

import cutmix.launcher.command.BrokersOption;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.option.OptionRule;
import cutmix.process.option.NumberOption;
import cutmix.schemas.contract.EnvironmentVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "create",
        sortOptions = false,
        description = {
            "Create the topics that do not exist, for a dataset that another program writes.",
            "Print for each topic whether it was created, or how an existing topic differs. Existing topics are not changed."
        },
        footer = {"", "CUTMIX_TOPIC_PREFIX is put before all topic names. docs/guide/python.md has an example."})
final class CreateTopicsCommand implements Callable<Integer> {

    @Mixin
    BrokersOption brokersOption;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "4",
            description = "Number of partitions of each image topic (default: ${DEFAULT-VALUE}).")
    int partitions;

    @Option(
            names = "--image-size",
            paramLabel = "N",
            defaultValue = "32",
            description = "Height and width of the images in pixels; the topics accept records of this size "
                    + "(default: ${DEFAULT-VALUE}).")
    int imageSize;

    @Option(
            names = "--classes",
            paramLabel = "N",
            defaultValue = "100",
            description = "Greatest number of classes (default: ${DEFAULT-VALUE}).")
    int classes;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description =
                    "Replication factor of new topics (default: CUTMIX_LOADER_REPLICATION_FACTOR, otherwise that of the brokers).")
    Integer replicationFactor;

    @Option(
            names = "--topic-config",
            paramLabel = "KEY=VALUE",
            description = {
                "A setting of new topics, such as min.insync.replicas=2; repeat the option for several settings",
                "(default: the settings in CUTMIX_LOADER_TOPIC_CONFIG)."
            })
    List<String> topicConfig = List.of();

    @Override
    public Integer call() throws Exception {
        OptionRule.bootstrapServers(brokersOption.bootstrapServers);
        OptionRule.number(NumberOption.PARTITIONS, partitions);
        OptionRule.number(NumberOption.IMAGE_SIZE, imageSize);
        OptionRule.number(NumberOption.CLASSES, classes);
        OptionRule.number(NumberOption.REPLICATION_FACTOR, replicationFactor);
        ProcessBuilder builder = new ProcessBuilder(Installation.configured().command("loader-service", arguments()));
        builder.environment().put(EnvironmentVariables.BOOTSTRAP_SERVERS, brokersOption.bootstrapServers);
        return builder.inheritIO().start().waitFor();
    }

    /** The same command of the loader. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "topics",
                "create",
                "--partitions",
                String.valueOf(partitions),
                "--image-size",
                String.valueOf(imageSize),
                "--classes",
                String.valueOf(classes)));
        if (replicationFactor != null) {
            arguments.addAll(List.of("--replication-factor", String.valueOf(replicationFactor)));
        }
        topicConfig.forEach(setting -> arguments.addAll(List.of("--topic-config", setting)));
        return arguments;
    }
}

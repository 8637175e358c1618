package cutmix.launcher.cluster;

import cutmix.launcher.command.BrokersOption;
import cutmix.launcher.installation.Installation;
import cutmix.launcher.option.OptionRule;
import cutmix.process.option.NewTopicOptions;
import cutmix.process.option.NumberOption;
import cutmix.process.option.PartitionsOption;
import cutmix.process.option.RecordSizeOptions;
import cutmix.schemas.contract.EnvironmentVariables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    PartitionsOption partitionsOption;

    @Mixin
    RecordSizeOptions size;

    @Mixin
    NewTopicOptions topics;

    @Override
    public Integer call() throws Exception {
        OptionRule.bootstrapServers(brokersOption.bootstrapServers);
        OptionRule.number(NumberOption.PARTITIONS, partitionsOption.partitions());
        OptionRule.number(NumberOption.IMAGE_SIZE, size.imageSize());
        OptionRule.number(NumberOption.CLASSES, size.classes());
        OptionRule.number(NumberOption.REPLICATION_FACTOR, topics.replicationFactor());
        ProcessBuilder builder = new ProcessBuilder(Installation.configured().command("loader-service", arguments()));
        builder.environment().put(EnvironmentVariables.BOOTSTRAP_SERVERS, brokersOption.bootstrapServers);
        return builder.inheritIO().start().waitFor();
    }

    /** Returns the loader's command of the same name. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "topics",
                "create",
                "--partitions",
                String.valueOf(partitionsOption.partitions()),
                "--image-size",
                String.valueOf(size.imageSize()),
                "--classes",
                String.valueOf(size.classes())));
        if (topics.replicationFactor() != null) {
            arguments.addAll(List.of("--replication-factor", String.valueOf(topics.replicationFactor())));
        }
        topics.settings().forEach(setting -> arguments.addAll(List.of("--topic-config", setting)));
        return arguments;
    }
}

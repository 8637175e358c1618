package cutmix.process.option;

import java.util.List;
import picocli.CommandLine.Option;

/** The settings of topics that are created. */
public class NewTopicOptions {

    public static final String SETTINGS = "--topic-config";

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description = "Replication factor of new topics"
                    + " (default: CUTMIX_LOADER_REPLICATION_FACTOR, otherwise that of the brokers).")
    private Integer replicationFactor;

    @Option(
            names = SETTINGS,
            paramLabel = "KEY=VALUE",
            description = {
                "A setting of new topics, such as min.insync.replicas=2; repeat the option for several settings",
                "(default: the settings in CUTMIX_LOADER_TOPIC_CONFIG)."
            })
    private List<String> settings = List.of();

    /** Null if the option is not given. */
    public Integer replicationFactor() {
        return replicationFactor;
    }

    public List<String> settings() {
        return settings;
    }
}

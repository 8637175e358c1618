package cutmix.loader;

import cutmix.loader.kafka.OwnTopicSettings;
import cutmix.loader.kafka.creation.SettingOrigins;
import cutmix.process.option.NumberOption;
import cutmix.schemas.contract.EnvironmentVariables;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for the settings of new topics, and the variables that replace them. */
final class TopicOptions {

    private static final String SETTINGS = "--topic-config";
    private static final String SETTINGS_VARIABLE = EnvironmentVariables.LOADER_TOPIC_CONFIG;
    private static final String REPLICATION_FACTOR_VARIABLE = EnvironmentVariables.LOADER_REPLICATION_FACTOR;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            description =
                    "Replication factor of new topics (default: CUTMIX_LOADER_REPLICATION_FACTOR, otherwise that of the brokers).")
    private Integer replicationFactor;

    @Option(
            names = SETTINGS,
            paramLabel = "KEY=VALUE",
            showDefaultValue = Visibility.NEVER,
            description = {
                "A setting of new topics, such as min.insync.replicas=2; repeat the option for several settings",
                "(default: the settings in CUTMIX_LOADER_TOPIC_CONFIG)."
            })
    private List<String> settings = List.of();

    /** @throws ParameterException if the options or the variables are invalid */
    OwnTopicSettings own(LoaderConfig.Loader config) {
        NumberOption.REPLICATION_FACTOR.check(spec.commandLine(), replicationFactor);
        Optional<Short> replicas =
                replicationFactor == null ? config.replicationFactor() : Optional.of(replicationFactor.shortValue());
        boolean replicasBySetting = replicationFactor == null && replicas.isPresent();
        List<String> configured = config.topicConfig().orElse(List.of());
        boolean configuredAlone = settings.isEmpty() && !configured.isEmpty();
        SettingOrigins origins = new SettingOrigins(
                replicasBySetting ? REPLICATION_FACTOR_VARIABLE : NumberOption.REPLICATION_FACTOR.option(),
                configuredAlone ? SETTINGS_VARIABLE : SETTINGS);
        replicas.flatMap(number -> NumberOption.REPLICATION_FACTOR.refusal(origins.replicationFactor(), number))
                .ifPresent(refusal -> {
                    throw new ParameterException(spec.commandLine(), refusal);
                });
        try {
            return OwnTopicSettings.parse(replicas, origins, settings.isEmpty() ? configured : settings);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}

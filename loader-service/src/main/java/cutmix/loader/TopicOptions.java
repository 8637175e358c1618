package cutmix.loader;

import cutmix.loader.kafka.OwnTopicSettings;
import cutmix.loader.kafka.creation.SettingOrigins;
import cutmix.process.option.NewTopicOptions;
import cutmix.process.option.NumberOption;
import cutmix.schemas.contract.EnvironmentVariables;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options for the settings of new topics, and the variables that replace them. */
final class TopicOptions extends NewTopicOptions {

    private static final String SETTINGS_VARIABLE = EnvironmentVariables.LOADER_TOPIC_CONFIG;
    private static final String REPLICATION_FACTOR_VARIABLE = EnvironmentVariables.LOADER_REPLICATION_FACTOR;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** @throws ParameterException if an option or a variable is not valid */
    OwnTopicSettings own(LoaderConfig.LoaderSettings config) {
        NumberOption.REPLICATION_FACTOR.check(spec.commandLine(), replicationFactor());
        Optional<Short> replicas = replicationFactor() == null
                ? config.replicationFactor()
                : Optional.of(replicationFactor().shortValue());
        boolean replicasBySetting = replicationFactor() == null && replicas.isPresent();
        List<String> configured = config.topicConfig().orElse(List.of());
        boolean configuredAlone = settings().isEmpty() && !configured.isEmpty();
        SettingOrigins origins = new SettingOrigins(
                replicasBySetting ? REPLICATION_FACTOR_VARIABLE : NumberOption.REPLICATION_FACTOR.option(),
                configuredAlone ? SETTINGS_VARIABLE : SETTINGS);
        replicas.flatMap(number -> NumberOption.REPLICATION_FACTOR.refusal(origins.replicationFactor(), number))
                .ifPresent(refusal -> {
                    throw new ParameterException(spec.commandLine(), refusal);
                });
        try {
            return OwnTopicSettings.parse(replicas, origins, settings().isEmpty() ? configured : settings());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}

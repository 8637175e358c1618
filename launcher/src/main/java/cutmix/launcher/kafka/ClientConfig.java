package cutmix.launcher.kafka;

import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.serde.RecordFormat;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How the launcher's own Kafka clients reach the brokers: by the variables that configure the services, too. */
public final class ClientConfig {

    private static final String PREFIX = EnvironmentVariables.KAFKA_PREFIX;
    private static final String REGISTRY = EnvironmentVariables.REGISTRY_URL;

    private ClientConfig() {}

    /** Each variable {@code KAFKA_A_B} is the client property {@code a.b}; the registry has a variable of its own. */
    public static Map<String, Object> of(String bootstrapServers, Map<String, String> environment) {
        Map<String, Object> config = new HashMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX)) {
                config.put(property(variable), value);
            }
        });
        config.put("bootstrap.servers", bootstrapServers);
        if (environment.containsKey(REGISTRY)) {
            config.put(RecordFormat.REGISTRY_URL, environment.get(REGISTRY));
        }
        return config;
    }

    /** @throws SettingException if a Kafka client would refuse its settings; names the variable */
    static void check(String bootstrapServers, Map<String, String> environment) {
        try {
            ClientSettings.check(of(bootstrapServers, environment));
        } catch (SettingException e) {
            String reason = e.getCause().getMessage();
            String variable = named(reason, environment).orElseThrow(() -> e);
            throw new SettingException(
                    variable + " is refused by Kafka's clients: " + reason + ": correct or unset it", e);
        }
    }

    /** The variable of the property that a message of Kafka names: of ssl.keystore.type and ssl.keystore, the longer one. */
    private static Optional<String> named(String message, Map<String, String> environment) {
        return environment.keySet().stream()
                .filter(variable -> variable.startsWith(PREFIX))
                .filter(variable -> Pattern.compile("\\b" + Pattern.quote(property(variable)) + "\\b")
                        .matcher(message)
                        .find())
                .max(Comparator.comparingInt(String::length));
    }

    private static String property(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }
}

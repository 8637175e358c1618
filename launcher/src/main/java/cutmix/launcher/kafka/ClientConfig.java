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

/** The configuration of the launcher's own Kafka clients, from the variables that also configure the services. */
public final class ClientConfig {

    private static final String PREFIX = EnvironmentVariables.KAFKA_PREFIX;
    private static final String REGISTRY = EnvironmentVariables.REGISTRY_URL;

    private ClientConfig() {}

    /** Each variable {@code KAFKA_A_B} sets the client property {@code a.b}. The registry has its own variable. */
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

    /** @throws SettingException if a Kafka client would reject its settings; the message names the variable */
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

    /**
     * Returns the variable of the property that a message of Kafka names; the longest match, for example
     * ssl.keystore.type instead of ssl.keystore.
     */
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

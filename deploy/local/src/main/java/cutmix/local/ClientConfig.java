package cutmix.local;

import cutmix.schemas.RecordFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How the launcher's own Kafka clients reach the brokers: by the variables that configure the services, too. */
final class ClientConfig {

    private static final String PREFIX = "KAFKA_";
    private static final String REGISTRY = "CUTMIX_REGISTRY_URL";

    private ClientConfig() {}

    /** Each variable {@code KAFKA_A_B} is the client property {@code a.b}; the registry has a variable of its own. */
    static Map<String, Object> of(String bootstrapServers, Map<String, String> environment) {
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

    private static String property(String variable) {
        return variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }
}

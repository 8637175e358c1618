package cutmix.broker;

import java.util.List;
import java.util.Map;

/**
 * Access rules of a secured broker.
 *
 * @param protocol protocol of its only listener for clients: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL
 * @param broker further properties of the broker
 * @param format further options of the command that formats its storage, such as {@code --add-scram}
 * @param client properties of a client that the broker accepts
 */
public record BrokerSecurity(
        String protocol, Map<String, String> broker, List<String> format, Map<String, String> client) {

    /** Accepts every client. */
    static final BrokerSecurity NONE = new BrokerSecurity("PLAINTEXT", Map.of(), List.of(), Map.of());
}

package cutmix.augment.group;

import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The session timeout that a worker requests. With the group protocol {@code consumer}, the brokers set it, and a
 * client must not request one.
 */
class GroupSession {

    /** Time after which the partitions of a killed worker are assigned to another worker. */
    private static final String SESSION_MILLIS = "10000";

    @Produces
    @Singleton
    @Identifier("group-session") Map<String, Object> settings(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig,
            @ConfigProperty(name = "mp.messaging.incoming." + WorkerGroup.CHANNEL + ".group.protocol")
                    Optional<String> ofChannel) {
        Object protocol = ofChannel.isPresent()
                ? ofChannel.get()
                : clientConfig.getOrDefault(
                        ConsumerConfig.GROUP_PROTOCOL_CONFIG, ConsumerConfig.DEFAULT_GROUP_PROTOCOL);
        return GroupProtocol.CONSUMER.name().equalsIgnoreCase(protocol.toString())
                ? Map.of()
                : Map.of(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
    }
}

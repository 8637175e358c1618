package cutmix.loader.kafka;

import cutmix.schemas.failure.UserException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads those topic settings that this user is permitted to read. */
record ReadableSettings(LoaderBrokers brokers, Admin admin) {

    /**
     * Returns the settings by topic. Omits topics that this user may not read, or that the answering broker does not
     * know yet.
     *
     * @throws UserException if the brokers do not answer
     */
    Map<String, Config> of(Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, Config> settings = new TreeMap<>();
        admin.describeConfigs(resources).values().forEach((topic, described) -> readable(described)
                .ifPresent(config -> settings.put(topic.name(), config)));
        return settings;
    }

    private Optional<Config> readable(KafkaFuture<Config> described) {
        try {
            return Optional.of(described.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException
                    || e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw brokers.failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka: run again to resume", e);
        }
    }
}

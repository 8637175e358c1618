package cutmix.loader.kafka;

import cutmix.schemas.UserException;
import cutmix.schemas.topic.CompactedTopic;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;

/** Looks at topics that somebody else may have made. */
record CleanupPolicies(Brokers brokers, Admin admin) {

    /**
     * Holds image topics to be kept whole. A loader that may not read the settings of topics goes on without.
     *
     * @throws UserException if one is compacted
     */
    void requireUncompacted(Collection<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        try {
            admin.describeConfigs(resources).all().get().forEach((topic, settings) -> {
                String policy = settings.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
                if (CompactedTopic.isCompacting(policy)) {
                    throw CompactedTopic.found(topic.name(), brokers.address(), policy);
                }
            });
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw brokers.failure(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka: run again to go on", e);
        }
    }
}

package cutmix.loader.kafka;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.topic.CompactedTopic;
import java.util.Collection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/** Looks at topics that somebody else may have made. */
record CleanupPolicies(LoaderBrokers brokers, Admin admin) {

    /**
     * Holds image topics to be kept whole. A loader that may not read the settings of topics goes on without.
     *
     * @throws UserException if one is compacted
     */
    void requireUncompacted(Collection<String> topics) {
        new ReadableSettings(brokers, admin).of(topics).forEach((topic, settings) -> {
            String policy = settings.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            if (CompactedTopic.isCompacting(policy)) {
                throw CompactedTopic.found(topic, brokers.address(), policy);
            }
        });
    }
}

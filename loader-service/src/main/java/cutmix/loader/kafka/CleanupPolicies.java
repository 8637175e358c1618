package cutmix.loader.kafka;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.topic.CompactedTopic;
import java.util.Collection;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/** Checks the cleanup policies of topics that another program may have created. */
record CleanupPolicies(LoaderBrokers brokers, Admin admin) {

    /**
     * Checks that image topics are not compacted. Skips the check if the user may not read the settings of topics.
     *
     * @throws UserException if a topic is compacted
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

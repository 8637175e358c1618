package cutmix.local;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.DatasetInfoTopic;
import cutmix.schemas.RecordFormat;
import cutmix.schemas.Topics;
import cutmix.schemas.UserException;
import java.time.Duration;
import java.util.Map;

/**
 * The brokers of a pipeline, as the launcher's own clients reach them.
 *
 * @param environment the variables that configure the services
 */
record Brokers(String bootstrapServers, Map<String, String> environment) {

    /** How long a broker may take to answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    Map<String, Object> clientConfig() {
        return ClientConfig.of(bootstrapServers, environment);
    }

    Topics topics() {
        return new Topics(environment.getOrDefault("CUTMIX_TOPIC_PREFIX", ""));
    }

    /**
     * What the image topics hold.
     *
     * @throws UserException if no broker answers, or no loader has been there
     */
    DatasetInfo datasetInfo() {
        RecordFormat format = RecordFormat.of(clientConfig());
        try (DatasetInfoTopic topic = new DatasetInfoTopic(clientConfig(), topics(), TIMEOUT, format)) {
            return topic.newest()
                    .orElseThrow(() -> new UserException("topic " + topics().datasetInfo() + " at " + bootstrapServers
                            + " does not exist, or is empty: start the loader, or name other --bootstrap-servers"));
        }
    }
}

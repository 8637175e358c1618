package cutmix.augment.kafka;

import cutmix.augment.settings.WorkerConfig;
import cutmix.schemas.DatasetInfo;
import cutmix.schemas.description.DatasetInfoTopic;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.serde.RecordFormat;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Description of the dataset in the train topic. Each call reads it from Kafka. */
@Singleton
public class CurrentDataset {

    private static final Duration LOADER_TIMEOUT = Duration.ofSeconds(60);

    private final Map<String, Object> clientConfig;
    private final Topics topics;
    private final RecordFormat format;
    private final Duration brokerTimeout;

    CurrentDataset(
            @Identifier("default-kafka-broker") Map<String, Object> clientConfig,
            Topics topics,
            RecordFormat format,
            WorkerConfig config) {
        this.clientConfig = clientConfig;
        this.topics = topics;
        this.format = format;
        this.brokerTimeout = config.brokerTimeout();
    }

    /**
     * Returns the description; empty if the loader has not written it yet.
     *
     * @throws UserException if no broker answers
     */
    public Optional<DatasetInfo> peek() {
        try (DatasetInfoTopic topic = open()) {
            return topic.newest();
        }
    }

    /**
     * Like {@link #peek}, but retries for up to a minute while no broker answers.
     *
     * @throws UserException as above
     */
    Optional<DatasetInfo> find() throws InterruptedException {
        try (DatasetInfoTopic topic = open()) {
            return topic.newest(LOADER_TIMEOUT);
        }
    }

    /**
     * Returns the description. For callers that have seen the train topic: the loader writes the description shortly
     * after it creates the topics, and before the first image.
     *
     * @throws UserException if there is none after a minute, or no broker answers
     */
    DatasetInfo read() throws InterruptedException {
        return await(LOADER_TIMEOUT);
    }

    /** Waits for the description without a time limit. */
    public DatasetInfo await() throws InterruptedException {
        return await(Duration.ofDays(10_000));
    }

    private DatasetInfo await(Duration maxWait) throws InterruptedException {
        try (DatasetInfoTopic topic = open()) {
            return topic.await(maxWait);
        }
    }

    private DatasetInfoTopic open() {
        return new DatasetInfoTopic(clientConfig, topics, brokerTimeout, format);
    }
}

package cutmix.augment.topic;

import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.topic.TopicState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** Looks up the two topics by name. Thread-safe. Connects to the brokers with the first request. */
public final class TopicPairLookup implements AutoCloseable {

    private static final Duration MAX_WAIT = Duration.ofSeconds(60);

    private final Map<String, Object> clientConfig;
    private final Topics topics;
    private final Duration brokerTimeout;
    private Admin admin;

    /**
     * @param clientConfig settings of the Kafka client
     * @param brokerTimeout timeout of a request to the brokers
     */
    public TopicPairLookup(Map<String, Object> clientConfig, Topics topics, Duration brokerTimeout) {
        this.clientConfig = clientConfig;
        this.topics = topics;
        this.brokerTimeout = brokerTimeout;
    }

    /**
     * Returns the current topics.
     *
     * @throws KafkaException if the brokers do not answer in time, or refuse the request
     */
    public TopicPair now() throws InterruptedException {
        Map<String, TopicState> found = TopicState.of(List.of(topics.trainImages(), topics.mixedImages()), admin());
        return new TopicPair(
                Optional.ofNullable(found.get(topics.trainImages())),
                Optional.ofNullable(found.get(topics.mixedImages())));
    }

    /**
     * Like {@link #now}, but retries for up to a minute while no broker answers.
     *
     * @throws KafkaException as above
     */
    public TopicPair await() throws InterruptedException {
        long deadline = System.nanoTime() + MAX_WAIT.toNanos();
        while (true) {
            try {
                return now();
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(ClientSettings.answeredWithin(brokerTimeout, clientConfig));
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}

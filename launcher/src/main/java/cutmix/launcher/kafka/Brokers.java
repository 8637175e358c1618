package cutmix.launcher.kafka;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.description.DatasetInfoTopic;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.kafka.UngroupedConsumer;
import cutmix.schemas.serde.RecordFormat;
import cutmix.schemas.waiting.StartWait;
import cutmix.schemas.waiting.TopicWait;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The brokers of a pipeline, reached with the launcher's own clients.
 *
 * @param environment the variables that configure the services
 */
public record Brokers(String bootstrapServers, Map<String, String> environment) {

    /** How long a broker may take to answer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(10);

    Map<String, Object> clientConfig() {
        return ClientConfig.of(bootstrapServers, environment);
    }

    UngroupedConsumer consumer() {
        return UngroupedConsumer.of(clientConfig());
    }

    /**
     * Checks the settings. Call this method before any client or process uses the same variables.
     *
     * @throws cutmix.schemas.failure.SettingException if a Kafka client would reject its settings, or the topic prefix
     *     is invalid; the message names the variable
     */
    public void checkSettings() {
        topics();
        ClientConfig.check(bootstrapServers, environment);
    }

    /**
     * Waits until a broker answers.
     *
     * @param maxWait how long to wait; zero for a single attempt
     * @param lines receives lines about the wait, at a low rate
     * @throws UserException if no broker answers in time
     */
    public void await(Duration maxWait, Consumer<String> lines) throws InterruptedException {
        StartWait.forBrokers(clientConfig(), TIMEOUT, maxWait, lines).await();
    }

    /**
     * Waits until a topic exists.
     *
     * @param maxWait how long to wait; zero for a single check
     * @param lines receives lines about the wait, at a low rate
     * @throws UserException if no broker answers, or the topic is not created in time
     * @throws InterruptedException if this thread is interrupted, also while it waits for a broker
     */
    void awaitTopic(KafkaConsumer<?, ?> consumer, String topic, Duration maxWait, Consumer<String> lines)
            throws InterruptedException {
        try {
            if (!TopicWait.await(
                    topic, () -> !consumer.partitionsFor(topic, TIMEOUT).isEmpty(), maxWait, lines)) {
                throw new UserException("topic " + topic + " at " + bootstrapServers
                        + " does not exist: start the loader, or run ./cutmix topics create");
            }
        } catch (InterruptException e) {
            Thread.interrupted(); // Kafka's exception sets the flag again, which InterruptedException replaces.
            throw new InterruptedException("interrupted while waiting for topic " + topic);
        } catch (KafkaException e) {
            throw BrokerFailure.of(bootstrapServers, TIMEOUT, e);
        }
    }

    public Topics topics() {
        return Topics.configured(Optional.ofNullable(environment.get(EnvironmentVariables.TOPIC_PREFIX)));
    }

    /**
     * Returns the description of the dataset in the image topics.
     *
     * @throws UserException if no broker answers, or no loader has created the topics
     */
    public DatasetInfo datasetInfo() {
        RecordFormat format = RecordFormat.of(clientConfig());
        try (DatasetInfoTopic topic = new DatasetInfoTopic(clientConfig(), topics(), TIMEOUT, format)) {
            return topic.newest()
                    .orElseThrow(() -> new UserException("topic " + topics().datasetInfo() + " at " + bootstrapServers
                            + " does not exist, or is empty: start the loader, or name other --bootstrap-servers"));
        }
    }
}

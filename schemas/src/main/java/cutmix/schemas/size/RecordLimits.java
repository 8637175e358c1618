package cutmix.schemas.size;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * Checks that topics accept the records to be written to them. A topic refuses record batches larger than its
 * {@code max.message.bytes}.
 *
 * @param greatest the largest batch for each topic, in bytes
 */
public record RecordLimits(Map<String, Long> greatest) {

    /** Kafka's default of {@code max.message.bytes}. */
    private static final long USUAL = (1 << 20) + 12;

    /** Room for other datasets in the same topics, and for additions in later versions. */
    private static final long ROOM = 64 << 10;

    /** Returns the {@code max.message.bytes} of a new topic for these batches, at least Kafka's default. */
    public long ofNew(String topic) {
        return Math.max(USUAL, greatest.get(topic)) + ROOM;
    }

    /**
     * Checks existing topics. Skips unknown topics, and topics whose limit this client may not read.
     *
     * @param brokers broker addresses as configured
     * @param timeout how long the brokers may take to answer
     * @throws UserException if a topic's limit is too low; the message names the topic, the setting, its value and the
     *     required value
     */
    public void check(Admin admin, Collection<String> existing, Object brokers, Duration timeout) {
        List<ConfigResource> topics = existing.stream()
                .filter(greatest::containsKey)
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        admin.describeConfigs(topics).values().forEach((topic, described) -> config(described, brokers, timeout)
                .ifPresent(config -> check(topic.name(), config, brokers)));
    }

    private void check(String topic, Config config, Object brokers) {
        long limit =
                Long.parseLong(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
        long least = RecordSize.leastLimit(greatest.get(topic));
        if (limit < least) {
            throw TooLargeRecord.refused(topic, brokers, limit, least);
        }
    }

    private static Optional<Config> config(KafkaFuture<Config> described, Object brokers, Duration timeout) {
        try {
            return Optional.of(described.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException
                    || e.getCause() instanceof UnsupportedVersionException
                    || e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw BrokerFailure.of(brokers, timeout, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka at " + brokers + ": start again to resume", e);
        }
    }
}

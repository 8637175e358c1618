package cutmix.schemas.lease;

import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer group of all candidates for one writer. It always uses the classic protocol, because every broker
 * supports it, and because the client then sets the session timeout.
 *
 * @param clientConfig connection to the brokers
 * @param timeout how long the brokers may take to answer
 */
record WriterGroup(Map<String, Object> clientConfig, Duration timeout, ExclusiveWriter writer) {

    /** @throws UserException if the configuration is invalid */
    KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(clientConfig);
        LeaseTimes times = writer.times();
        long session = times.session().toMillis();
        config.putIfAbsent(CommonClientConfigs.CLIENT_ID_CONFIG, writer.clientId());
        // Closing a consumer waits for the current fetch.
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, writer.group());
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        // With the consumer protocol, brokers choose the session timeout, and a commit does not extend the session.
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.remove(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG);
        // Leaves the partition with its owner when others join or leave.
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(session));
        config.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(times.confirmation().toMillis()));
        // No member is removed from the group before its session timeout.
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(2 * session));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        try {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(address(), e);
        }
    }

    /** Returns the member that may write, unless it is the given one. */
    Optional<MemberDescription> otherOwner(String memberId) {
        try (Admin admin = admin()) {
            return admin
                    .describeConsumerGroups(List.of(writer.group()))
                    .describedGroups()
                    .get(writer.group())
                    .get()
                    .members()
                    .stream()
                    .filter(member -> member.assignment().topicPartitions().contains(writer.partition()))
                    .filter(member -> !member.consumerId().equals(memberId))
                    .findFirst();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka: run again to resume", e);
        }
    }

    /** Describes the failure of a client of this group to the user. */
    RuntimeException failure(Throwable cause) {
        return BrokerFailure.of(address(), timeout, cause);
    }

    private Admin admin() {
        try {
            return Admin.create(ClientSettings.answeredWithin(timeout, clientConfig));
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(address(), e);
        }
    }

    private Object address() {
        return clientConfig.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }
}

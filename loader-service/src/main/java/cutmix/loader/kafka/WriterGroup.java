package cutmix.loader.kafka;

import cutmix.schemas.Topics;
import cutmix.schemas.UserException;
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
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The consumer group of all loaders of one pipeline. Whoever owns the one partition of {@code dataset.info} may write. */
record WriterGroup(Brokers brokers, Topics topics, LeaseTimes times) {

    String name() {
        return topics.prefix() + "cutmix-loader";
    }

    TopicPartition partition() {
        return new TopicPartition(topics.datasetInfo(), 0);
    }

    /** @throws UserException if the configuration is of no use */
    KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = brokers.readerConfig();
        long session = times.session().toMillis();
        config.putIfAbsent(
                CommonClientConfigs.CLIENT_ID_CONFIG,
                "loader-" + ProcessHandle.current().pid());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, name());
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        // Leaves the partition with its owner when others join or leave.
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(CooperativeStickyAssignor.class.getName()));
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(session));
        config.put(
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(times.confirmation().toMillis()));
        // Nobody is put out of the group sooner than the session time-out says.
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, Math.toIntExact(2 * session));
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        try {
            return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException e) {
            throw brokers.failure(e);
        }
    }

    /** The member, other than the given one, that may write. */
    Optional<MemberDescription> otherOwner(String memberId) {
        try (Admin admin = brokers.admin()) {
            return admin.describeConsumerGroups(List.of(name())).describedGroups().get(name()).get().members().stream()
                    .filter(member -> member.assignment().topicPartitions().contains(partition()))
                    .filter(member -> !member.consumerId().equals(memberId))
                    .findFirst();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Optional.empty();
            }
            throw brokers.failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka: run again to go on", e);
        }
    }
}

package cutmix.loader.kafka;

import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.contract.EnvironmentVariables;
import cutmix.schemas.failure.DurationSetting;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import cutmix.schemas.waiting.StartWait;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The Kafka cluster. Describes its failures to the user.
 *
 * @param clientConfig the client configuration for the cluster
 * @param timeout how long a broker may take to answer
 */
public record LoaderBrokers(Map<String, Object> clientConfig, Duration timeout) {

    /** Returns host and port, as configured. */
    public String address() {
        return String.valueOf(clientConfig.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    /** @throws UserException if the timeout is too short */
    public void checkTimeout() {
        DurationSetting.requireAtLeast(EnvironmentVariables.LOADER_BROKER_TIMEOUT, timeout, Duration.ofMillis(1));
    }

    /** @throws UserException if no broker answers, or Kafka's clients refuse their settings */
    public void check() {
        checkTimeout();
        ClientSettings.check(clientConfig);
        try (Admin admin = admin()) {
            await(admin.describeCluster().nodes());
        }
    }

    /**
     * Waits for the brokers and, if configured, for the schema registry.
     *
     * @param maxWait how long to wait for each
     * @param lines receives a line that names the missing server
     * @throws UserException if a server does not answer, or Kafka's clients refuse their settings
     */
    public void await(Duration maxWait, Consumer<String> lines) throws InterruptedException {
        ClientSettings.check(clientConfig);
        new StartWait(clientConfig, timeout, maxWait, lines).await();
    }

    /**
     * Returns the offset of the next record of a partition.
     *
     * @throws UserException if no broker answers, or the partition does not exist
     */
    public long end(TopicPartition partition) {
        try (Admin admin = admin()) {
            return await(admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                            .partitionResult(partition))
                    .offset();
        }
    }

    /** @throws UserException if the configuration is invalid, for example because the address cannot be resolved */
    Admin admin() {
        try {
            return Admin.create(ClientSettings.answeredWithin(timeout, clientConfig));
        } catch (KafkaException e) {
            throw BrokerFailure.unusable(address(), e);
        }
    }

    /** Waits for a result. */
    <T> T await(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka at " + address() + ": run again to resume", e);
        }
    }

    /** Describes the failure of a Kafka client to the user; returns any other failure unchanged. */
    RuntimeException failure(Throwable cause) {
        return BrokerFailure.of(address(), timeout, cause);
    }
}

package cutmix.augment.group;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import io.smallrye.reactive.messaging.kafka.impl.ReactiveKafkaConsumer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.GroupProtocol;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.jboss.logging.Logger;

/**
 * The consumer group of the workers. With the protocol {@code classic}, a member requests a session timeout, and can
 * trigger a rebalance. With the protocol {@code consumer} (KIP-848), the brokers set the timeout, and move single
 * partitions while a member keeps the others; to get a new assignment, a member must leave the group and join again.
 */
@Singleton
public class WorkerGroup {

    /** Channel of the group's consumer. */
    public static final String CHANNEL = "images-train";

    private static final Logger LOGGER = Logger.getLogger(WorkerGroup.class);
    /** Logger with which SmallRye reports a failed poll. */
    private static final java.util.logging.Logger POLLING =
            java.util.logging.Logger.getLogger("io.smallrye.reactive.messaging.kafka");

    private static final String SESSION_OF_GROUP = "consumer.session.timeout.ms";
    /** Default session timeout of the brokers. */
    private static final Duration SESSION_OF_BROKERS = Duration.ofSeconds(45);

    private final KafkaClientService clients;

    WorkerGroup(KafkaClientService clients) {
        this.clients = clients;
    }

    /**
     * Returns the time after which the group assigns the partitions of a silent member to another one. Asks the brokers
     * if they set it.
     */
    public Duration sessionTimeout() throws InterruptedException {
        if (!isAssignedByBrokers()) {
            return Duration.ofMillis(Long.parseLong(
                    String.valueOf(configuration().getOrDefault(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "45000"))));
        }
        ConfigResource group = new ConfigResource(
                ConfigResource.Type.GROUP, String.valueOf(configuration().get(ConsumerConfig.GROUP_ID_CONFIG)));
        try (Admin admin = Admin.create(configuration())) {
            ConfigEntry session =
                    admin.describeConfigs(List.of(group)).all().get().get(group).get(SESSION_OF_GROUP);
            return session == null ? SESSION_OF_BROKERS : Duration.ofMillis(Long.parseLong(session.value()));
        } catch (ExecutionException | KafkaException e) {
            LOGGER.debugf(e, "The session timeout of group %s is not known", group.name());
            return SESSION_OF_BROKERS;
        }
    }

    /**
     * Reports failures after which this worker never rejoins its group although its consumer is still open. They do not
     * occur with the protocol {@code classic}, because the consumer tries to join in each poll.
     *
     * @param failed receives the failure, in any thread
     */
    public void reportLoss(java.util.function.Consumer<Throwable> failed) {
        if (isAssignedByBrokers()) {
            POLLING.setFilter(new LostMembership(configuration().get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG), failed));
        }
    }

    /**
     * Requests a new assignment of all partitions of this worker.
     *
     * @param reason reason for the brokers' log
     * @param failed receives the failure if a new assignment is impossible
     */
    public void rejoin(String reason, java.util.function.Consumer<Throwable> failed) {
        KafkaConsumer<Object, Object> channel = clients.getConsumer(CHANNEL);
        channel.runOnPollingThread(consumer -> {
                    rejoin(channel, consumer, reason);
                })
                .subscribe()
                .with(done -> {}, failed);
    }

    private void rejoin(KafkaConsumer<?, ?> channel, Consumer<?, ?> consumer, String reason) {
        if (!isAssignedByBrokers()) {
            consumer.enforceRebalance(reason);
            return;
        }
        Set<String> topics = Set.copyOf(consumer.subscription());
        consumer.unsubscribe();
        // The channel's own listener calls the listener of this application.
        consumer.subscribe(topics, ((ReactiveKafkaConsumer<?, ?>) channel).getRebalanceListener());
    }

    private boolean isAssignedByBrokers() {
        return GroupProtocol.CONSUMER
                .name()
                .equalsIgnoreCase(String.valueOf(configuration().get(ConsumerConfig.GROUP_PROTOCOL_CONFIG)));
    }

    private Map<String, Object> configuration() {
        return Map.copyOf(clients.getConsumer(CHANNEL).configuration());
    }
}

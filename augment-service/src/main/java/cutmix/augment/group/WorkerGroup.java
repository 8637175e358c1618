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
 * The consumer group of the workers. With the protocol classic, a member asks for a session time-out, and can have the group
 * assign all partitions anew. With the protocol consumer (KIP-848), the brokers decide on the time-out, and hand over single
 * partitions while a member keeps the others; a member that wants a new assignment has to leave and join again.
 */
@Singleton
public class WorkerGroup {

    /** The channel of the group's consumer. */
    public static final String CHANNEL = "images-train";

    private static final Logger LOGGER = Logger.getLogger(WorkerGroup.class);
    /** Where SmallRye says that a poll has failed. */
    private static final java.util.logging.Logger POLLING =
            java.util.logging.Logger.getLogger("io.smallrye.reactive.messaging.kafka");

    private static final String SESSION_OF_GROUP = "consumer.session.timeout.ms";
    /** Of brokers that nobody has configured otherwise. */
    private static final Duration SESSION_OF_BROKERS = Duration.ofSeconds(45);

    private final KafkaClientService clients;

    WorkerGroup(KafkaClientService clients) {
        this.clients = clients;
    }

    /** After which time the group gives a silent member's partitions to another one. Asks the brokers if they decide on it. */
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
            LOGGER.debugf(e, "The session time-out of group %s is not known", group.name());
            return SESSION_OF_BROKERS;
        }
    }

    /**
     * From now on, tells of a failure after which this worker is never in its group again though its consumer lives on. With the
     * protocol classic there is none: the consumer tries to join in each poll.
     *
     * @param failed takes the failure, in any thread
     */
    public void reportLoss(java.util.function.Consumer<Throwable> failed) {
        if (isAssignedByBrokers()) {
            POLLING.setFilter(new LostMembership(configuration().get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG), failed));
        }
    }

    /**
     * Has all partitions of this worker assigned anew, soon.
     *
     * @param reason for the brokers' log
     * @param failed takes the failure, if that is not possible
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
        // The channel's own listener, which calls that of this application.
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

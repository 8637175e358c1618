package cutmix.loader.kafka;

import cutmix.loader.kafka.creation.TopicSettings;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.LeaseTimes;
import cutmix.schemas.output.LinePrefix;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/**
 * Makes the brokers refuse records that the loader's lease no longer covers: its topics accept no record older than its
 * delivery timeout. If a loader with another session timeout created a topic, this class adjusts the topic's limit. A
 * topic without such a limit was not created by a loader, and is not changed.
 *
 * <p>A limit is lowered immediately. It is raised only after this loader has held its lease for a session timeout:
 * until then, a previous holder that resumes may have a record that is older than its own limit, but not older than the
 * new one.
 */
public final class AgeLimits implements AutoCloseable {

    private static final String LIMIT = TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG;

    /** The first one that a topic has counts. Brokers before Kafka 3.6 have only the second one. */
    private static final List<String> LIMITS = List.of(LIMIT, TopicSettings.TIMESTAMP_DIFFERENCE);

    /** @param millis the maximum age of a record */
    private record AgeLimit(ConfigResource topic, String key, long millis) {}

    private final LoaderBrokers brokers;
    private final Collection<ConfigResource> topics;
    private final long wanted;
    private final Consumer<String> notices;
    private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor(AgeLimits::thread);

    private AgeLimits(LoaderBrokers brokers, Topics topics, LeaseTimes times, Consumer<String> notices) {
        this.brokers = brokers;
        this.topics = List.of(topics.datasetInfo(), topics.trainImages(), topics.testImages()).stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        this.wanted = times.delivery().toMillis();
        this.notices = notices;
    }

    /**
     * Call this after getting the lease, before writing. A closed instance changes nothing.
     *
     * @param notices receives a line for a limit that cannot be changed
     */
    public static AgeLimits follow(LoaderBrokers brokers, Topics topics, LeaseTimes times, Consumer<String> notices) {
        return follow(brokers, topics, times, times.session(), notices);
    }

    /** @param delay time before limits are raised */
    static AgeLimits follow(
            LoaderBrokers brokers, Topics topics, LeaseTimes times, Duration delay, Consumer<String> notices) {
        AgeLimits limits = new AgeLimits(brokers, topics, times, notices);
        List<AgeLimit> found = limits.read();
        limits.set(
                found.stream().filter(limit -> limit.millis() > limits.wanted).toList());
        List<AgeLimit> low =
                found.stream().filter(limit -> limit.millis() < limits.wanted).toList();
        if (!low.isEmpty()) {
            limits.later.schedule(() -> limits.set(low), delay.toMillis(), TimeUnit.MILLISECONDS);
        }
        return limits;
    }

    /** Returns the limits that are set on the topics themselves. */
    private List<AgeLimit> read() {
        List<AgeLimit> limits = new ArrayList<>();
        try (Admin admin = brokers.admin()) {
            for (Map.Entry<ConfigResource, Config> topic :
                    brokers.await(admin.describeConfigs(topics).all()).entrySet()) {
                LIMITS.stream()
                        .map(topic.getValue()::get)
                        .filter(limit -> limit != null && limit.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                        .findFirst()
                        .ifPresent(limit ->
                                limits.add(new AgeLimit(topic.getKey(), limit.name(), Long.parseLong(limit.value()))));
            }
        } catch (UserException e) {
            warn("cannot be read", e);
        }
        return limits;
    }

    private void set(Collection<AgeLimit> changed) {
        if (changed.isEmpty()) {
            return;
        }
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        changed.forEach(limit -> changes.put(
                limit.topic(),
                List.of(new AlterConfigOp(new ConfigEntry(limit.key(), String.valueOf(wanted)), OpType.SET))));
        try (Admin admin = brokers.admin()) {
            brokers.await(admin.incrementalAlterConfigs(changes).all());
        } catch (UserException e) {
            warn("cannot be set to " + wanted, e);
        }
    }

    private void warn(String what, UserException why) {
        notices.accept(LinePrefix.WARNING + LIMIT + " of the topics of this loader " + what + " (" + why.getMessage()
                + "): make sure that all loaders have the same session timeout");
    }

    @Override
    public void close() {
        later.shutdownNow();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "age-limits");
        thread.setDaemon(true);
        return thread;
    }
}

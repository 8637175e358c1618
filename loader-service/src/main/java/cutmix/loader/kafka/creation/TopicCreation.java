package cutmix.loader.kafka.creation;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.BrokerFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates topics. If brokers refuse a setting, because their version lacks it or their operator forbids it, creates the
 * topic without the setting and prints a warning about the weaker guarantee.
 *
 * @param address address of the brokers, for messages
 * @param timeout how long the brokers may take to answer
 * @param own the user's settings; no topic is created without them
 * @param origins origins of the user's settings, for messages
 * @param notices receives the warnings
 */
public record TopicCreation(
        Admin admin,
        String address,
        Duration timeout,
        Map<String, String> own,
        SettingOrigins origins,
        Consumer<String> notices) {

    /**
     * The existing and the created topics.
     *
     * @param existing topics that were not created
     * @param reduced topics that were created without a requested setting
     */
    public record Result(List<String> existing, List<String> reduced) {}

    /**
     * Creates the missing topics. Sends no request for existing topics, so a user without the right to create topics
     * can use existing ones.
     *
     * @param wanted topics with the user's settings and the loader's settings
     * @throws UserException if a topic neither exists nor can be created
     */
    public Result createMissing(Collection<NewTopic> wanted) {
        TreeSet<String> existing = existing(wanted);
        Map<String, NewTopic> missing = wanted.stream()
                .filter(topic -> !existing.contains(topic.name()))
                .collect(Collectors.toMap(NewTopic::name, topic -> topic, (first, second) -> first, TreeMap::new));
        List<NewTopic> refused = new ArrayList<>();
        admin.createTopics(missing.values()).values().forEach((name, created) -> failure(created)
                .ifPresent(failure -> {
                    if (failure instanceof TopicExistsException) {
                        existing.add(name);
                    } else if (isAboutSettings(failure)) {
                        refused.add(missing.get(name));
                    } else {
                        throw impossible(missing.get(name), failure);
                    }
                }));
        RefusedSettings settings = new RefusedSettings();
        refused.forEach(topic -> createReduced(topic, settings));
        settings.warnings().forEach(notices);
        return new Result(
                List.copyOf(existing), refused.stream().map(NewTopic::name).toList());
    }

    private TreeSet<String> existing(Collection<NewTopic> wanted) {
        TreeSet<String> existing = new TreeSet<>();
        admin.describeTopics(wanted.stream().map(NewTopic::name).toList())
                .topicNameValues()
                .forEach((name, described) -> {
                    Optional<Throwable> failure = failure(described);
                    if (failure.isEmpty()) {
                        existing.add(name);
                    } else if (!(failure.get() instanceof UnknownTopicOrPartitionException)
                            && !(failure.get() instanceof TopicAuthorizationException)) {
                        throw BrokerFailure.of(address, timeout, failure.get());
                    }
                });
        return existing;
    }

    /** Tests each setting to find the ones that the brokers accept, and creates the topic with these. */
    private void createReduced(NewTopic topic, RefusedSettings refused) {
        Map<String, String> wanted = topic.configs() == null ? Map.of() : topic.configs();
        Map<String, String> accepted = new HashMap<>(wanted);
        accepted.keySet().retainAll(own.keySet());
        refusal(topic, accepted).ifPresent(failure -> {
            throw impossible(topic, failure);
        });
        for (Map.Entry<String, String> setting : new TreeMap<>(wanted).entrySet()) {
            if (accepted.containsKey(setting.getKey())) {
                continue;
            }
            Optional<Throwable> refusal = accept(topic, accepted, setting.getKey(), setting.getValue());
            if (refusal.isPresent()) {
                Optional<String> substitute = TopicSettings.substituteOf(setting.getKey())
                        .filter(other -> accept(topic, accepted, other, setting.getValue())
                                .isEmpty())
                        .map(other -> other + "=" + setting.getValue());
                refused.add(
                        topic.name(),
                        setting.getKey(),
                        substitute,
                        refusal.get().getMessage());
            }
        }
        failure(admin.createTopics(List.of(with(topic, accepted))).values().get(topic.name()))
                .filter(failure -> !(failure instanceof TopicExistsException))
                .ifPresent(failure -> {
                    throw impossible(topic, failure);
                });
    }

    /** Adds a setting to the accepted ones, or returns the brokers' reason for refusing it. */
    private Optional<Throwable> accept(NewTopic topic, Map<String, String> accepted, String key, String value) {
        Map<String, String> more = new HashMap<>(accepted);
        more.put(key, value);
        Optional<Throwable> refusal = refusal(topic, more);
        if (refusal.isEmpty()) {
            accepted.put(key, value);
        }
        return refusal;
    }

    /** Returns the brokers' reason for refusing a topic because of its settings. */
    private Optional<Throwable> refusal(NewTopic topic, Map<String, String> settings) {
        Optional<Throwable> failure =
                failure(admin.createTopics(List.of(with(topic, settings)), new CreateTopicsOptions().validateOnly(true))
                        .values()
                        .get(topic.name()));
        failure.filter(other -> !isAboutSettings(other) && !(other instanceof TopicExistsException))
                .ifPresent(other -> {
                    throw impossible(topic, other);
                });
        return failure.filter(TopicCreation::isAboutSettings);
    }

    private NewTopic with(NewTopic topic, Map<String, String> settings) {
        Optional<Short> replicas =
                topic.replicationFactor() < 0 ? Optional.empty() : Optional.of(topic.replicationFactor());
        return new NewTopic(topic.name(), Optional.of(topic.numPartitions()), replicas).configs(settings);
    }

    /** Returns whether brokers do not know a setting or its value, or whether they, or a proxy service, forbid it. */
    private static boolean isAboutSettings(Throwable failure) {
        return failure instanceof InvalidConfigurationException
                || failure instanceof PolicyViolationException
                || failure instanceof InvalidRequestException;
    }

    private RuntimeException impossible(NewTopic topic, Throwable failure) {
        String beginning = "topic " + topic.name() + " at " + address + " cannot be created";
        String reason = " (" + failure.getMessage() + "): ";
        if (failure instanceof InvalidReplicationFactorException) {
            return new SettingException(beginning + reason + "set " + origins.replicationFactor(), failure);
        }
        if (failure instanceof TopicAuthorizationException) {
            return new UserException(
                    beginning + reason
                            + "allow this user to create it, or let somebody who may create topics run ./cutmix topics create",
                    failure);
        }
        if (isAboutSettings(failure)) {
            return own.isEmpty()
                    ? new UserException(
                            beginning + reason + "create it with " + topic.numPartitions()
                                    + " partitions by other means",
                            failure)
                    : new SettingException(
                            beginning + " with " + new TreeMap<>(own) + reason + "change " + origins.settings(),
                            failure);
        }
        return BrokerFailure.of(address, timeout, failure);
    }

    private static Optional<Throwable> failure(KafkaFuture<?> result) {
        try {
            result.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while topics were created: run again to resume", e);
        }
    }
}

package cutmix.loader.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.LeaseTimes;
import cutmix.support.BrokerExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;

class AgeLimitsIT {

    private static final String LIMIT = "message.timestamp.before.max.ms";
    private static final LeaseTimes SHORT = new LeaseTimes(Duration.ofSeconds(6));
    private static final LeaseTimes LONG = new LeaseTimes(Duration.ofSeconds(45));
    private static final Duration SOON = Duration.ofSeconds(2);

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static LoaderBrokers brokers;

    private final List<String> notices = new ArrayList<>();
    private Topics topics;

    @BeforeAll
    static void start() throws Exception {
        brokers = new LoaderBrokers(Map.of("bootstrap.servers", BROKER.bootstrapServers()), Duration.ofSeconds(10));
    }

    @BeforeEach
    void choose_topics(TestInfo test) {
        topics = new Topics(test.getTestMethod().orElseThrow().getName() + ".");
    }

    @Test
    void those_of_a_longer_session_are_lowered_at_once() throws Exception {
        // Given
        create(Map.of(LIMIT, "30000"));

        // When
        AgeLimits.follow(brokers, topics, SHORT, notices::add).close();

        // Then
        await("4000");
        assertThat(notices).isEmpty();
    }

    @Test
    void those_of_a_shorter_session_are_raised_when_no_earlier_record_would_be_taken() throws Exception {
        // Given
        create(Map.of(LIMIT, "4000"));

        // When
        AgeLimits limits = AgeLimits.follow(brokers, topics, LONG, SOON, notices::add);

        // Then
        assertThat(limits()).containsOnly("4000");
        await("30000");
        limits.close();
    }

    @Test
    void a_loader_that_ends_before_leaves_them_as_they_are() throws Exception {
        // Given
        create(Map.of(LIMIT, "4000"));

        // When
        AgeLimits.follow(brokers, topics, LONG, SOON, notices::add).close();

        // Then
        Awaitility.await()
                .during(SOON.plusSeconds(1))
                .atMost(SOON.plusSeconds(5))
                .until(() -> limits().stream().allMatch("4000"::equals));
    }

    @Test
    void a_topic_without_one_was_made_by_others_and_gets_none() throws Exception {
        // Given
        create(Map.of());

        // When
        AgeLimits.follow(brokers, topics, SHORT, notices::add).close();

        // Then
        assertThat(limits()).containsOnly(String.valueOf(Long.MAX_VALUE));
    }

    private void create(Map<String, String> config) throws Exception {
        try (Admin admin = brokers.admin()) {
            admin.createTopics(names().stream()
                            .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()).configs(config))
                            .toList())
                    .all()
                    .get();
        }
    }

    private void await(String limit) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> limits().stream()
                .allMatch(limit::equals));
    }

    private List<String> limits() throws Exception {
        List<ConfigResource> resources = names().stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        try (Admin admin = brokers.admin()) {
            return admin.describeConfigs(resources).all().get().values().stream()
                    .map(config -> config.get(LIMIT).value())
                    .toList();
        }
    }

    private List<String> names() {
        return List.of(topics.datasetInfo(), topics.trainImages(), topics.testImages());
    }
}

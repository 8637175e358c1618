package cutmix.loader.kafka.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cutmix.schemas.failure.UserException;
import cutmix.support.BrokerExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TopicCreationIT {

    /** A setting that this broker does not know, as if it had another version. */
    private static final String UNKNOWN = "message.timestamp.old.max.ms";

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static Admin admin;

    private final List<String> notices = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        admin = BROKER.admin();
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @Test
    void a_setting_that_brokers_do_not_know_is_left_out_with_one_warning() throws Exception {
        // Given
        Map<String, String> wanted = Map.of(UNKNOWN, "1", "retention.ms", "-1");

        // When
        TopicCreation.Result result =
                creation(Map.of()).createMissing(List.of(topic("one", wanted), topic("two", wanted)));

        // Then
        assertThat(result.existing()).isEmpty();
        assertThat(result.reduced()).containsExactlyInAnyOrder("one", "two");
        assertThat(setting("one", "retention.ms")).isEqualTo("-1");
        assertThat(setting("two", "retention.ms")).isEqualTo("-1");
        assertThat(notices)
                .containsExactly("warning: the brokers do not accept " + UNKNOWN + " (Unknown topic config name: "
                        + UNKNOWN + "): topics one, two created without it, so the brokers' own default applies");
    }

    @Test
    void a_value_that_brokers_do_not_take_is_left_out_with_its_guarantee() throws Exception {
        // When
        creation(Map.of())
                .createMissing(List.of(topic("short", Map.of("retention.ms", "-7", "compression.type", "zstd"))));

        // Then
        assertThat(setting("short", "compression.type")).isEqualTo("zstd");
        assertThat(notices)
                .singleElement()
                .asString()
                .contains("topic short created without it, so the brokers may remove records that are not trained yet");
    }

    @Test
    void topics_that_exist_stay_as_they_are() throws Exception {
        // Given
        Map<String, String> earlier = Map.of("retention.ms", "60000");
        admin.createTopics(List.of(topic("there", earlier))).all().get();

        // When
        TopicCreation.Result result =
                creation(Map.of()).createMissing(List.of(topic("there", Map.of(UNKNOWN, "1")), topic("new", Map.of())));

        // Then
        assertThat(result.existing()).containsExactly("there");
        assertThat(setting("there", "retention.ms")).isEqualTo("60000");
        assertThat(notices).isEmpty();
    }

    @Test
    void a_setting_that_the_user_has_chosen_is_never_left_out() {
        // Given
        Map<String, String> wanted = new HashMap<>(Map.of("retention.ms", "-1", "no.such.setting", "7"));

        // When, Then
        assertThatThrownBy(() -> creation(Map.of("no.such.setting", "7")).createMissing(List.of(topic("own", wanted))))
                .isInstanceOf(UserException.class)
                .hasMessage("topic own at " + BROKER.bootstrapServers()
                        + " cannot be created with {no.such.setting=7} (Unknown topic config name: no.such.setting): "
                        + "change --topic-config");
    }

    @Test
    void more_replicas_than_brokers_are_one_line() {
        NewTopic wanted = new NewTopic("replicated", Optional.of(1), Optional.of((short) 3));

        assertThatThrownBy(() -> creation(Map.of()).createMissing(List.of(wanted)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("topic replicated at " + BROKER.bootstrapServers() + " cannot be created (")
                .hasMessageEndingWith("): set --replication-factor");
    }

    private TopicCreation creation(Map<String, String> own) {
        return new TopicCreation(
                admin,
                BROKER.bootstrapServers(),
                Duration.ofSeconds(10),
                own,
                new SettingOrigins("--replication-factor", "--topic-config"),
                notices::add);
    }

    private static NewTopic topic(String name, Map<String, String> settings) {
        return new NewTopic(name, Optional.of(1), Optional.empty()).configs(settings);
    }

    /** Reads a setting. A broker may learn of a topic a moment after the controller has created it. */
    private static String setting(String topic, String key) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsMatching(e -> e.getCause() instanceof UnknownTopicOrPartitionException)
                .until(
                        () -> admin.describeConfigs(List.of(resource))
                                .all()
                                .get()
                                .get(resource),
                        Objects::nonNull);
        return config.get(key).value();
    }
}

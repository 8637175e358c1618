package cutmix.trainer.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.identity.DatasetIdentity;
import cutmix.schemas.topic.TopicState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class KafkaDatasetWatchTest {

    private static final DatasetInfo INFO = info(1);
    private static final DatasetInfo OTHER = info(2);
    private static final List<String> NAMES = List.of("images.cutmix", "images.test");

    private final Cluster cluster = new Cluster();
    private long nanoTime;
    private final KafkaDatasetWatch watch = new KafkaDatasetWatch(
            cluster,
            INFO,
            new InitialTopics(NAMES, Map.copyOf(cluster.topics)),
            ReplacedTopicAdvice.TRAIN,
            () -> nanoTime);

    @Test
    void the_same_topics_are_no_matter_nor_are_partitions_that_were_added() {
        cluster.topics.computeIfPresent("images.cutmix", (name, topic) -> new TopicState(topic.id(), 8));

        assertThatCode(watch::require).doesNotThrowAnyException();
    }

    @Test
    void a_topic_with_fewer_partitions_than_its_dataset_is_named_until_it_has_enough() {
        // Given
        assertThat(watch.shortage("images.cutmix")).isEmpty();
        TopicState three = new TopicState(Uuid.randomUuid(), 3);
        cluster.topics.put("images.cutmix", three);
        KafkaDatasetWatch early = new KafkaDatasetWatch(
                cluster,
                INFO,
                new InitialTopics(NAMES, Map.copyOf(cluster.topics)),
                ReplacedTopicAdvice.TRAIN,
                () -> nanoTime);

        // When, Then
        assertThat(early.shortage("images.cutmix"))
                .hasValue("topic images.cutmix to have 4 partitions instead of 3: delete it, and start the loader or"
                        + " run ./cutmix topics create");
        assertThat(early.shortage("images.test")).isEmpty();

        // When
        cluster.topics.put("images.cutmix", new TopicState(three.id(), 4));
        pass(Duration.ofSeconds(3));
        early.look();

        // Then
        assertThat(early.shortage("images.cutmix")).isEmpty();
    }

    @Test
    void another_topic_with_another_dataset_is_told_with_both() {
        // Given
        cluster.replace("images.test");
        cluster.dataset = Optional.of(OTHER);

        // When, Then
        assertThatThrownBy(watch::require)
                .isInstanceOf(UserException.class)
                .hasMessage("topic images.test was deleted and created again while this trainer read it, and dataset"
                        + " tiny"
                        + " (seed 2, fingerprint 0123456789ab) is loaded in place of dataset tiny (seed 1, fingerprint"
                        + " 0123456789ab): start again with --fresh, or under another --run");
    }

    @Test
    void another_topic_with_the_same_dataset_can_be_gone_on_with() {
        // Given
        cluster.replace("images.cutmix");

        // When, Then
        assertThatThrownBy(watch::require)
                .hasMessage("topic images.cutmix was deleted and created again while this trainer read it: start again"
                        + " to resume from the last checkpoint");
    }

    @Test
    void a_topic_that_is_gone_is_to_be_loaded_again() {
        // Given
        cluster.topics.remove("images.cutmix");
        cluster.dataset = Optional.empty();

        // When, Then
        assertThatThrownBy(watch::require)
                .hasMessage("topic images.cutmix was deleted while this trainer read it: load dataset tiny (seed 1,"
                        + " fingerprint 0123456789ab) again, then start again to resume from the last checkpoint");
    }

    @Test
    void a_topic_that_was_made_anew_and_not_loaded_yet_is_to_be_loaded_again() {
        // Given
        cluster.replace("images.cutmix");
        cluster.dataset = Optional.empty();

        // When, Then
        assertThatThrownBy(watch::require)
                .hasMessage("topic images.cutmix was deleted and created again while this trainer read it: load dataset"
                        + " tiny (seed 1, fingerprint 0123456789ab) again, then start again to resume from the last"
                        + " checkpoint");
    }

    @Test
    void a_dataset_that_is_described_shortly_after_its_topics_were_made_is_told() {
        // Given
        cluster.replace("images.cutmix");
        cluster.dataset = Optional.empty();
        cluster.whenDescribed = () -> cluster.dataset = Optional.of(OTHER);

        // When, Then
        assertThatThrownBy(watch::require).hasMessageContaining("dataset tiny (seed 2, fingerprint 0123456789ab) is");
    }

    @Test
    void a_topic_that_a_broker_does_not_know_for_a_moment_is_not_gone() {
        // Given
        TopicState known = cluster.topics.remove("images.cutmix");
        cluster.whenAsked = () -> cluster.topics.put("images.cutmix", known);

        // When, Then
        assertThatCode(watch::require).doesNotThrowAnyException();
    }

    @Test
    void a_topic_that_was_not_there_at_the_beginning_may_come() {
        // Given
        cluster.topics.remove("images.cutmix");
        KafkaDatasetWatch early = new KafkaDatasetWatch(
                cluster,
                INFO,
                new InitialTopics(NAMES, Map.copyOf(cluster.topics)),
                ReplacedTopicAdvice.TRAIN,
                () -> nanoTime);
        assertThatCode(early::require).doesNotThrowAnyException();

        // When
        cluster.replace("images.cutmix");

        // Then
        assertThatCode(early::require).doesNotThrowAnyException();
        cluster.replace("images.cutmix");
        assertThatThrownBy(early::require).hasMessageContaining("topic images.cutmix was deleted and created again");
    }

    @Test
    void a_look_asks_every_few_seconds_and_lets_brokers_that_do_not_answer_be() {
        // Given
        cluster.failure = new TimeoutException("none");
        pass(Duration.ofSeconds(3));
        assertThatCode(watch::look).doesNotThrowAnyException();
        cluster.failure = null;
        cluster.replace("images.cutmix");

        // When, Then
        pass(Duration.ofSeconds(2));
        assertThatCode(watch::look).doesNotThrowAnyException();
        pass(Duration.ofSeconds(1));
        assertThatThrownBy(watch::look).hasMessageContaining("topic images.cutmix was deleted and created again");
    }

    @Test
    void before_anything_is_published_brokers_that_do_not_answer_are_waited_for() {
        // Given
        cluster.failure = new TimeoutException("none");
        cluster.whenAsked = () -> {
            pass(Duration.ofSeconds(40));
            if (nanoTime > Duration.ofSeconds(70).toNanos()) {
                cluster.failure = null;
            }
        };

        // When, Then
        assertThatCode(watch::require).doesNotThrowAnyException();
        assertThat(nanoTime).isEqualTo(Duration.ofSeconds(120).toNanos());
    }

    @Test
    void brokers_that_do_not_answer_for_too_long_or_refuse_to_are_told_of() {
        cluster.failure = new TimeoutException("none");
        cluster.whenAsked = () -> pass(Duration.ofSeconds(50));
        assertThatThrownBy(watch::require).hasMessage("failed: none");
        cluster.failure = new TopicAuthorizationException("refused");
        assertThatThrownBy(watch::require).hasMessage("failed: refused");
    }

    @Test
    void interrupted_it_returns_and_the_thread_stays_interrupted() {
        Thread.currentThread().interrupt();

        watch.require();

        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void a_record_of_the_dataset_that_is_loaded_now_is_named_with_it() {
        // Given
        cluster.dataset = Optional.of(OTHER);

        // When, Then
        assertThat(watch.isForeign(record(INFO))).isFalse();
        assertThat(watch.isForeign(record(OTHER))).isTrue();
        assertThat(watch.isLoaded()).isFalse();
        assertThat(watch.foreign(record(OTHER)))
                .hasMessage("topic images.cutmix, partition 1, offset 7: the record belongs to dataset tiny (seed 2,"
                        + " fingerprint 0123456789ab), not to dataset tiny (seed 1, fingerprint 0123456789ab), which"
                        + " this"
                        + " trainer reads: start again with --fresh, or under another --run");
    }

    @Test
    void a_record_of_a_dataset_that_nobody_describes_is_named_by_its_identity() {
        assertThat(watch.isLoaded()).isTrue();
        assertThat(watch.foreign(record(OTHER)))
                .hasMessage("topic images.cutmix, partition 1, offset 7: the record belongs to another dataset"
                        + " (identity "
                        + DatasetIdentity.of(OTHER) + "), not to dataset tiny (seed 1, fingerprint 0123456789ab), which"
                        + " this trainer reads: delete the topic and load again");
    }

    private void pass(Duration time) {
        nanoTime += time.toNanos();
    }

    private static ConsumerRecord<byte[], byte[]> record(DatasetInfo of) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>("images.cutmix", 1, 7, null, null);
        DatasetIdentity.of(of).headers().forEach(record.headers()::add);
        return record;
    }

    private static DatasetInfo info(long seed) {
        return DatasetInfo.newBuilder()
                .setName("tiny")
                .setFingerprint("0123456789abcdef")
                .setClassNames(List.of("a"))
                .setHeight(1)
                .setWidth(1)
                .setChannels(1)
                .setTrainSize(1)
                .setTestSize(1)
                .setEpochs(1)
                .setPartitions(4)
                .setSeed(seed)
                .build();
    }

    private static final class Cluster implements WatchedCluster {

        final Map<String, TopicState> topics = new HashMap<>();
        Optional<DatasetInfo> dataset = Optional.of(INFO);
        KafkaException failure;
        Runnable whenAsked = () -> {};
        Runnable whenDescribed = () -> {};

        Cluster() {
            NAMES.forEach(this::replace);
        }

        void replace(String name) {
            topics.put(name, new TopicState(Uuid.randomUuid(), 4));
        }

        @Override
        public Map<String, TopicState> topics(List<String> names) {
            Map<String, TopicState> answer = Map.copyOf(topics);
            KafkaException thrown = failure;
            whenAsked.run();
            if (thrown != null) {
                throw thrown;
            }
            return answer;
        }

        @Override
        public Optional<DatasetInfo> dataset() {
            Optional<DatasetInfo> answer = dataset;
            whenDescribed.run();
            return answer;
        }

        @Override
        public UserException failure(KafkaException cause) {
            return new UserException("failed: " + cause.getMessage(), cause);
        }

        @Override
        public void close() {}
    }
}

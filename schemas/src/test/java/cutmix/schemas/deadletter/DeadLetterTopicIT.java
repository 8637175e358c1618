package cutmix.schemas.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.support.BrokerExtension;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterTopicIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @Test
    void a_record_is_kept_as_it_was_once() throws Exception {
        // Given
        Topics topics = created("once.");

        // When
        for (int restart = 0; restart < 2; restart++) {
            try (DeadLetterTopic topic = open(topics)) {
                topic.keep(letter(7), unreadable(7));
                topic.keep(letter(8), tombstone(8));
                topic.keep(letter(7), unreadable(7));
            }
        }

        // Then
        List<ConsumerRecord<byte[], byte[]>> kept = kept(topics);
        assertThat(kept)
                .extracting(record -> DeadLetter.in(record.headers()))
                .containsExactly(Optional.of(letter(7)), Optional.of(letter(8)));
        assertThat(kept.get(0).key()).asString().isEqualTo("key");
        assertThat(kept.get(0).value()).asString().isEqualTo("unreadable 7");
        assertThat(kept.get(1).value()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"acks, 0", "acks, 1", "enable.idempotence, false"})
    void settings_of_other_producers_do_not_weaken_it(String setting, String value) throws Exception {
        // Given
        Topics topics = created("weaker-" + setting + "-" + value + ".");
        Map<String, Object> client = new HashMap<>(client());
        client.put(setting, value);

        // When
        try (DeadLetterTopic topic = new DeadLetterTopic(client, topics, TIMEOUT)) {
            topic.keep(letter(7), unreadable(7));
        }

        // Then
        assertThat(kept(topics)).hasSize(1);
    }

    @Test
    void a_record_of_many_megabytes_is_kept_or_the_limiting_topic_setting_is_named() throws Exception {
        // Given
        Topics wide = new Topics("wide.");
        Topics narrow = created("narrow.");
        try (Admin admin = BROKER.admin()) {
            NewTopic topic = new NewTopic(wide.deadLetters(), Optional.of(1), Optional.empty());
            admin.createTopics(List.of(topic.configs(Map.of("max.message.bytes", "40000000"))))
                    .all()
                    .get();
        }
        ConsumerRecord<byte[], byte[]> large = new ConsumerRecord<>("images.train", 1, 7, null, new byte[39_000_000]);

        // When
        try (DeadLetterTopic topic = open(wide)) {
            topic.keep(letter(7), large);
        }

        // Then
        assertThat(kept(wide)).singleElement().satisfies(record -> assertThat(record.value())
                .hasSize(39_000_000));
        try (DeadLetterTopic topic = open(narrow)) {
            assertThatThrownBy(() -> topic.keep(letter(7), large))
                    .isInstanceOf(UserException.class)
                    .hasMessageStartingWith(
                            "topic narrow.dead.letters, partition 0: a record of 39,000,000 bytes is larger"
                                    + " than the topic's max.message.bytes: run kafka-configs.sh ");
        }
    }

    @Test
    void writers_that_meet_the_same_records_at_once_keep_each_once() throws Exception {
        // Given
        Topics topics = created("race.");
        List<Integer> offsets = IntStream.range(0, 10).boxed().toList();
        ExecutorService writers = Executors.newFixedThreadPool(3);

        // When
        List<Future<?>> running = new ArrayList<>();
        for (int writer = 0; writer < 3; writer++) {
            running.add(writers.submit(() -> {
                try (DeadLetterTopic topic = open(topics)) {
                    offsets.forEach(offset -> topic.keep(letter(offset), unreadable(offset)));
                }
            }));
        }
        for (Future<?> writer : running) {
            writer.get();
        }
        writers.shutdown();

        // Then
        assertThat(kept(topics))
                .extracting(record -> DeadLetter.in(record.headers()).orElseThrow())
                .containsExactlyInAnyOrderElementsOf(
                        offsets.stream().map(DeadLetterTopicIT::letter).toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_commit_that_fails_without_telling_the_outcome_is_looked_up(boolean committed) throws Exception {
        // Given
        Topics topics = created("unclear-" + committed + ".");
        UnclearCommits producers = new UnclearCommits(committed, 1);

        // When
        try (DeadLetterTopic topic = new DeadLetterTopic(client(), topics, TIMEOUT, producers::connect)) {
            topic.keep(letter(7), unreadable(7));
        }

        // Then
        assertThat(kept(topics))
                .extracting(record -> DeadLetter.in(record.headers()).orElseThrow())
                .containsExactly(letter(7));
    }

    @Test
    void a_commit_that_keeps_failing_is_said() throws Exception {
        // Given
        Topics topics = created("failing.");
        UnclearCommits producers = new UnclearCommits(false, Integer.MAX_VALUE);

        // When, then
        try (DeadLetterTopic topic = new DeadLetterTopic(client(), topics, TIMEOUT, producers::connect)) {
            assertThatThrownBy(() -> topic.keep(letter(7), unreadable(7)))
                    .isInstanceOf(UserException.class)
                    .hasMessage(
                            "topic images, partition 1, offset 7: the record cannot be read (reason 7), nor be kept in"
                                    + " topic failing.dead.letters (unexpected error): fix that and start again");
        }
        assertThat(kept(topics)).isEmpty();
    }

    @Test
    void a_topic_that_is_missing_is_said_with_what_could_not_be_read() {
        try (DeadLetterTopic topic = open(new Topics("missing."))) {
            assertThatThrownBy(() -> topic.keep(letter(7), unreadable(7)))
                    .isInstanceOf(UserException.class)
                    .hasMessage(
                            "topic images, partition 1, offset 7: the record cannot be read (reason 7), nor be kept in"
                                    + " topic missing.dead.letters (it does not exist; the loader and ./cutmix topics create make it): fix that and start"
                                    + " again");
        }
    }

    /** Creates producers. The first ones fail to commit, whether or not the broker has committed. */
    private static final class UnclearCommits {

        private final boolean committed;
        private int left;

        private UnclearCommits(boolean committed, int failures) {
            this.committed = committed;
            this.left = failures;
        }

        @SuppressWarnings("unchecked")
        private Producer<byte[], byte[]> connect(Map<String, Object> config) {
            Producer<byte[], byte[]> real =
                    new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
            return (Producer<byte[], byte[]>) Proxy.newProxyInstance(
                    Producer.class.getClassLoader(), new Class<?>[] {Producer.class}, (proxy, method, arguments) -> {
                        boolean fails = method.getName().equals("commitTransaction") && left-- > 0;
                        if (fails && !committed) {
                            throw new KafkaException("unexpected error");
                        }
                        Object answer = method.invoke(real, arguments);
                        if (fails) {
                            throw new KafkaException("unexpected error");
                        }
                        return answer;
                    });
        }
    }

    private static DeadLetterTopic open(Topics topics) {
        return new DeadLetterTopic(client(), topics, TIMEOUT);
    }

    private static DeadLetter letter(int offset) {
        return new DeadLetter("images", 1, offset, "reason " + offset);
    }

    private static ConsumerRecord<byte[], byte[]> unreadable(int offset) {
        return new ConsumerRecord<>(
                "images",
                1,
                offset,
                "key".getBytes(StandardCharsets.UTF_8),
                ("unreadable " + offset).getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<byte[], byte[]> tombstone(int offset) {
        return new ConsumerRecord<>("images", 1, offset, null, null);
    }

    private static Topics created(String prefix) throws Exception {
        Topics topics = new Topics(prefix);
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(topics.deadLetters(), Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
        return topics;
    }

    /**
     * The records that a reader of committed records finds. A fenced writer may leave uncommitted ones between them.
     */
    /** Reads up to the end of the log: a record is committed shortly before readers of committed records see it. */
    private static List<ConsumerRecord<byte[], byte[]>> kept(Topics topics) throws Exception {
        TopicPartition partition = new TopicPartition(topics.deadLetters(), 0);
        List<ConsumerRecord<byte[], byte[]>> kept = new ArrayList<>();
        try (Admin admin = BROKER.admin();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                    .partitionResult(partition)
                    .get()
                    .offset();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(kept::add);
            }
        }
        return kept;
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", BROKER.bootstrapServers(), "isolation.level", "read_committed");
    }
}

package cutmix.loader.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.lease.ExclusiveWriter;
import cutmix.schemas.lease.LeaseTimes;
import cutmix.schemas.lease.WriterLease;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageProducerTest {

    private static final byte[] VALUE = {1, 2, 3};
    private static final List<Header> HEADERS = List.of(new RecordHeader("of", VALUE));

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final AtomicLong nanos = new AtomicLong();
    private final WriterLease lease =
            new WriterLease(ExclusiveWriter.loader(new Topics(""), new LeaseTimes(Duration.ofSeconds(30))), nanos::get);
    private final ImageProducer images = new ImageProducer(
            new LoaderBrokers(Map.of("bootstrap.servers", "kafka:9092"), Duration.ofSeconds(1)), lease, producer);

    @BeforeEach
    void holdLease() {
        lease.confirm(0);
    }

    @Test
    void records_that_come_to_lie_where_they_belong_are_no_matter() {
        // When
        images.sendTo("images.train", 0, 0, VALUE, HEADERS);
        images.sendTo("images.train", 0, 1, VALUE, HEADERS);
        images.flush();

        // Then
        assertThat(producer.history()).hasSize(2);
        assertThat(producer.history())
                .allSatisfy(sent -> assertThat(sent.headers()).isEqualTo(new RecordHeaders(HEADERS)));
    }

    @Test
    void a_record_that_another_loader_has_pushed_on_ends_the_load_and_is_named() {
        // Given
        images.sendTo("images.train", 0, 0, VALUE, HEADERS);
        producer.send(producer.history().get(0));

        // When
        images.sendTo("images.train", 0, 1, VALUE, HEADERS);

        // Then
        assertThatThrownBy(images::flush)
                .isInstanceOf(UserException.class)
                .hasMessage("topic images.train at kafka:9092, partition 0, offset 2: the record here belongs at "
                        + "offset 1: another loader writes, too; stop both, delete the topics and load again");
        assertThatThrownBy(() -> images.sendTo("images.train", 0, 2, VALUE, HEADERS))
                .isInstanceOf(UserException.class);
    }

    @Test
    void a_producer_that_is_closed_tells_that_the_load_was_stopped() {
        // Given
        producer.close();

        // When, Then
        assertThatThrownBy(() -> images.sendTo("images.train", 0, 0, VALUE, HEADERS))
                .isInstanceOf(UserException.class)
                .hasMessage("stopped before everything was loaded: run again to resume");
    }

    @Test
    void a_producer_that_is_closed_while_it_sends_tells_the_same() {
        // Given
        producer.sendException = new KafkaException("Producer closed while send in progress");

        // When, Then
        assertThatThrownBy(() -> images.sendTo("images.train", 0, 0, VALUE, HEADERS))
                .isInstanceOf(UserException.class)
                .hasMessage("stopped before everything was loaded: run again to resume");
    }

    @ParameterizedTest
    @MethodSource("refusedTimes")
    void a_record_whose_time_the_brokers_refuse_is_no_sign_of_compaction(RuntimeException refusal) {
        // Given
        MockProducer<String, byte[]> manual =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        ImageProducer sending = producerOf(manual);
        sending.sendTo("images.train", 3, 0, VALUE, HEADERS);

        // When
        manual.errorNext(refusal);

        // Then
        assertThatThrownBy(sending::flush)
                .isInstanceOf(UserException.class)
                .hasMessage("topic images.train at kafka:9092 rejected a record (" + refusal.getMessage()
                        + "): set the clocks of this machine and of the brokers right or, if they are, run"
                        + " kafka-configs.sh --bootstrap-server kafka:9092 --alter --entity-type topics --entity-name"
                        + " images.train --add-config message.timestamp.before.max.ms=20000, then run again to resume");
    }

    static List<RuntimeException> refusedTimes() {
        return List.of(
                new InvalidRecordException("Timestamp 5 of message with offset 0 is out of range."),
                new InvalidTimestampException("The timestamp of the message is out of acceptable range."));
    }

    @Test
    void a_record_that_is_too_large_for_its_topic_is_named_with_the_setting() {
        // Given
        MockProducer<String, byte[]> manual =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        ImageProducer sending = producerOf(manual);
        sending.sendTo("images.train", 3, 0, new byte[5_000], HEADERS);

        // When
        manual.errorNext(
                new RecordTooLargeException("The request included a message larger than the max message size"));

        // Then
        assertThatThrownBy(sending::flush)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "topic images.train, partition 3: a record of 5,000 bytes is larger than the topic's"
                                + " max.message.bytes: run kafka-configs.sh ");
    }

    @Test
    void after_a_record_that_is_not_taken_nothing_more_is_sent() {
        // Given
        MockProducer<String, byte[]> manual =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        ImageProducer sending = producerOf(manual);
        sending.sendTo("images.train", 0, 0, VALUE, HEADERS);
        sending.sendTo("images.train", 0, 1, VALUE, HEADERS);

        // When
        manual.errorNext(new TimeoutException("Expiring 1 record(s)"));

        // Then
        assertThat(manual.closed()).isTrue();
        assertThatThrownBy(() -> sending.sendTo("images.train", 0, 2, VALUE, HEADERS))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("did not accept all records (Expiring 1 record(s))");
        assertThat(sending.close()).isFalse();
    }

    @Test
    void a_lease_that_is_over_stops_the_producer_before_it_sends_what_it_still_has() {
        // Given
        MockProducer<String, byte[]> manual =
                new MockProducer<>(false, null, new StringSerializer(), new ByteArraySerializer());
        ImageProducer sending = producerOf(manual);
        sending.sendTo("images.train", 0, 0, VALUE, HEADERS);
        sending.sendTo("images.train", 0, 1, VALUE, HEADERS);

        // When
        nanos.set(Duration.ofSeconds(31).toNanos());
        manual.completeNext();

        // Then
        assertThat(manual.closed()).isTrue();
        assertThatThrownBy(sending::flush)
                .isInstanceOf(UserException.class)
                .hasMessageContaining("another loader may be writing to its topics");
    }

    @Test
    void a_lease_that_is_over_takes_no_record() {
        // Given
        nanos.set(Duration.ofSeconds(31).toNanos());

        // When, Then
        assertThatThrownBy(() -> images.sendTo("images.train", 0, 0, VALUE, HEADERS))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("this loader was paused");
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void a_record_bears_a_time_from_before_the_lease_was_last_found_fresh() {
        // Given: the process is paused for ten seconds after it has read the clock, and then checks its lease
        AtomicLong looks = new AtomicLong();
        long[] began = new long[1];
        WriterLease standing = new WriterLease(lease.writer(), () -> {
            if (looks.incrementAndGet() == 2) {
                began[0] = System.currentTimeMillis();
                while (System.currentTimeMillis() <= began[0]) {
                    Thread.onSpinWait();
                }
                return Duration.ofSeconds(10).toNanos();
            }
            return 0;
        });
        standing.confirm(0);
        ImageProducer sending = new ImageProducer(
                new LoaderBrokers(Map.of("bootstrap.servers", "kafka:9092"), Duration.ofSeconds(1)),
                standing,
                producer);

        // When
        sending.sendTo("images.train", 0, 0, VALUE, HEADERS);

        // Then: the clock is read again
        assertThat(producer.history()).singleElement().satisfies(sent -> assertThat(sent.timestamp())
                .isGreaterThan(began[0]));
    }

    @Test
    void closed_in_order_it_says_that_everything_is_answered() {
        // Given
        images.sendTo("images.train", 0, 0, VALUE, HEADERS);

        // When, Then
        assertThat(images.close()).isTrue();
        assertThat(producer.closed()).isTrue();
    }

    private ImageProducer producerOf(MockProducer<String, byte[]> manual) {
        return new ImageProducer(
                new LoaderBrokers(Map.of("bootstrap.servers", "kafka:9092"), Duration.ofSeconds(1)), lease, manual);
    }

    @Test
    void brokers_that_do_not_answer_are_named() {
        // Given
        producer.sendException = new TimeoutException("Topic images.train not present in metadata after 1000 ms.");

        // When, Then
        assertThatThrownBy(() -> images.sendTo("images.train", 0, 0, VALUE, HEADERS))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Kafka at kafka:9092 did not answer within 1 s");
    }
}

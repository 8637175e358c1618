package cutmix.trainer.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.stream.order.FedConsumer;
import cutmix.trainer.stream.order.OrderedSamples;
import cutmix.trainer.stream.order.ReadAhead;
import cutmix.trainer.stream.order.TinySamples;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BatchStreamTest {

    private final FedConsumer consumer = new FedConsumer();

    @Test
    void hands_out_the_batches_in_order() throws Exception {
        // Given
        OrderedSamples samples = consumer.samples(100);
        consumer.appendEpoch(1);
        consumer.appendEpoch(2);

        // When
        long start = System.nanoTime();
        try (BatchStream stream = stream(samples)) {

            // Then
            for (int epoch = 1; epoch <= 2; epoch++) {
                for (int first = 0; first < 10; first += 4) {
                    assertThat(stream.next().first()).isEqualTo(new SamplePosition(epoch, first));
                }
            }
            assertThat(stream.waitedNanos()).isBetween(1L, System.nanoTime() - start);
        }
    }

    @Test
    void hands_on_a_failure_after_the_batches_before_it() throws Exception {
        // Given
        OrderedSamples samples = consumer.samples(100);
        consumer.appendEpoch(1);
        try (BatchStream stream = stream(samples)) {
            for (int first = 0; first < 10; first += 4) {
                stream.next();
            }

            // When
            consumer.append(2, 4);

            // Then
            assertThatThrownBy(stream::next)
                    .isInstanceOf(UserException.class)
                    .hasMessageContaining(
                            "epoch 2, position 0 cannot be read (found epoch 2, position 4, expected epoch 2,"
                                    + " position 0)");
        }
    }

    @Test
    void hands_on_an_error_of_its_reader_rather_than_waiting_for_ever() {
        // Given
        OrderedSamples samples = consumer.samples(100);
        consumer.schedulePollTask(() -> {
            throw new OutOfMemoryError("of the test");
        });

        // When
        try (BatchStream stream = stream(samples)) {

            // Then
            assertThatThrownBy(stream::next)
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("of the test");
        }
    }

    @Test
    void has_failed_for_good() {
        // Given
        OrderedSamples samples = consumer.samples(100);
        consumer.append(1, 4);

        // When
        try (BatchStream stream = stream(samples)) {
            assertThatThrownBy(stream::next).isInstanceOf(UserException.class);

            // Then
            assertThatThrownBy(stream::next).isInstanceOf(UserException.class);
        }
    }

    @Test
    void closes_while_no_broker_answers() {
        // Given: the classes of Kafka's clients, which load slowly, are loaded
        starved().close();
        BatchStream stream = starved();
        await().until(() -> readerIsAlive("plain-batches"));
        long start = System.nanoTime();

        // When
        stream.close();

        // Then
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(readerIsAlive("plain-batches")).isFalse();
    }

    @Test
    void a_description_without_test_images_is_refused_in_a_line() {
        // Given
        DatasetInfo untested =
                DatasetInfo.newBuilder(TinySamples.INFO).setTestSize(0).build();
        ImageTopics images = ImageTopics.builder()
                .clientConfig(Map.of("bootstrap.servers", "localhost:1"))
                .topics(new Topics(""))
                .info(untested)
                .buffer(new ReadAhead(8, 2, 1_000_000, 0))
                .brokerTimeout(Duration.ofSeconds(1))
                .build();

        // When, Then
        assertThatThrownBy(images::test)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("topic dataset.info describes a dataset without test images: ");
    }

    @Test
    void closes_while_nobody_takes_its_batches() {
        // Given
        OrderedSamples samples = consumer.samples(100);
        for (int epoch = 1; epoch <= 10; epoch++) {
            consumer.appendEpoch(epoch);
        }
        BatchStream stream = stream(samples);
        await().until(() -> readerIs(Thread.State.WAITING));

        // When
        stream.close();

        // Then
        assertThat(readerIsAlive("test-batches")).isFalse();
        assertThat(consumer.closed()).isTrue();
    }

    @Test
    void tells_how_many_batches_wait_and_reads_no_more_of_them_ahead() {
        // Given
        OrderedSamples samples = consumer.samples(100);
        for (int epoch = 1; epoch <= 10; epoch++) {
            consumer.appendEpoch(epoch);
        }

        // When
        try (BatchStream stream = stream(samples)) {
            await().until(() -> readerIs(Thread.State.WAITING));

            // Then
            assertThat(stream.ahead()).isEqualTo(2);
        }
    }

    @Test
    void a_reader_does_not_keep_the_process_alive() {
        OrderedSamples samples = consumer.samples(100);

        try (BatchStream stream = stream(samples)) {
            assertThat(stream.ahead()).isZero();
            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().equals("test-batches"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void a_thread_interrupted_while_closing_the_stream_closes_it_and_stays_interrupted() {
        // Given
        BatchStream stream = stream(consumer.samples(100));

        // When
        Thread.currentThread().interrupt();
        stream.close();

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(readerIsAlive("test-batches")).isFalse();
    }

    @Test
    void a_thread_that_is_not_interrupted_stays_so_when_it_closes_the_stream() {
        stream(consumer.samples(100)).close();

        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void closing_it_leaves_a_reader_alone_that_has_failed_and_closes_its_consumer() throws Exception {
        // Given
        Thread test = Thread.currentThread();
        CountDownLatch consumerCloses = new CountDownLatch(1);
        AtomicBoolean streamCloses = new AtomicBoolean();
        AtomicBoolean interrupted = new AtomicBoolean();
        consumer.whileClosing(() -> {
            consumerCloses.countDown();
            while (!streamCloses.get() || test.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            interrupted.set(Thread.currentThread().isInterrupted());
        });
        OrderedSamples samples = consumer.samples(100);
        consumer.append(1, 4);
        BatchStream stream = stream(samples);
        assertThatThrownBy(stream::next).isInstanceOf(UserException.class);
        consumerCloses.await();

        // When
        streamCloses.set(true);
        stream.close();

        // Then
        assertThat(interrupted).isFalse();
        assertThat(consumer.closed()).isTrue();
    }

    /** Creates a stream from a broker that does not answer. */
    private static BatchStream starved() {
        ImageTopics images = ImageTopics.builder()
                .clientConfig(Map.of("bootstrap.servers", "localhost:1"))
                .topics(new Topics(""))
                .info(TinySamples.INFO)
                .buffer(new ReadAhead(8, 2, 1_000_000, 0))
                .brokerTimeout(Duration.ofSeconds(1))
                .build();
        return images.training(DataPath.PLAIN, new SamplePosition(1, 0), 4);
    }

    private static BatchStream stream(OrderedSamples samples) {
        return new BatchStream(samples, new BatchAssembler(TinySamples.INFO, 10, 4), 2, "test-batches");
    }

    private static boolean readerIsAlive(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals(name));
    }

    private static boolean readerIs(Thread.State state) {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("test-batches") && thread.getState() == state);
    }
}

package cutmix.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.failure.UserException;
import cutmix.schemas.metrics.EpochMetricsJson;
import cutmix.trainer.training.Plans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EpochPublisherTest {

    private static final EpochMetrics EPOCH = Plans.metrics(1);

    private final List<MockProducer<String, String>> producers = new ArrayList<>();
    private final Set<Integer> there = new HashSet<>();
    private Consumer<MockProducer<String, String>> prepare = producer -> {};
    private Runnable lease = () -> {};
    private final EpochPublisher publisher = new EpochPublisher(
            new EpochPublisher.RunTopic("training.metrics", "kafka:9092", this::connect, () -> new HashSet<>(there)),
            () -> lease.run());

    private Producer<String, String> connect() {
        MockProducer<String, String> producer =
                new MockProducer<>(true, null, new StringSerializer(), new StringSerializer()) {
                    @Override
                    public void close(Duration timeout) {
                        if (Thread.currentThread().isInterrupted()) {
                            throw new InterruptException("as Kafka's producer does");
                        }
                        super.close(timeout);
                    }
                };
        prepare.accept(producer);
        producers.add(producer);
        return producer;
    }

    @Test
    void an_epoch_is_published_once() {
        // When
        publisher.begin(List.of());
        publisher.epochEnded(EPOCH);
        publisher.epochEnded(EPOCH);

        // Then
        assertThat(committed()).containsExactly(EPOCH);
    }

    @Test
    void a_record_is_the_run_and_its_metrics_as_a_line_in_partition_0() {
        // When
        publisher.begin(List.of(EPOCH));

        // Then
        assertThat(producers.get(0).history())
                .containsExactly(new ProducerRecord<>(
                        "training.metrics",
                        0,
                        "run-1",
                        "{\"run\":\"run-1\",\"path\":\"cutmix\",\"recipe\":\"keras\",\"seed\":42,\"epoch\":1,\"epochs\":2"
                                + ",\"samples\":1000,\"loss\":2.34567,\"accuracy\":0.333333,\"val_loss\":1.98765"
                                + ",\"val_accuracy\":0.666666,\"seconds\":1.0,\"samples_per_second\":1000.0"
                                + ",\"data_wait_share\":0.0,\"learning_rate\":0.001,\"skipped\":0"
                                + ",\"val_confusion\":[2,1,0,0],\"run_id\":\"\",\"started\":0,\"settings\":{}}"));
    }

    @Test
    void what_was_finished_before_is_published_where_it_is_missing() {
        // Given
        there.add(1);
        EpochMetrics second = EpochMetrics.newBuilder(EPOCH).setEpoch(2).build();

        // When
        publisher.begin(List.of(EPOCH, second));

        // Then
        assertThat(committed()).containsExactly(second);
    }

    @Test
    void a_trainer_that_may_not_write_any_more_does_not() {
        // Given
        publisher.begin(List.of());
        lease = () -> {
            throw new UserException("taken over");
        };

        // When, Then
        assertThatThrownBy(() -> publisher.epochEnded(EPOCH)).hasMessage("taken over");
        assertThat(committed()).isEmpty();
    }

    @Test
    void fenced_it_asks_for_its_lease_and_commits_nothing_where_that_is_lost() {
        // Given: another trainer takes over after the check of the lease
        publisher.begin(List.of());
        producers.get(0).fenceProducer();
        int[] looks = new int[1];
        lease = () -> {
            if (++looks[0] == 2) {
                throw new UserException("taken over");
            }
        };

        // When, Then
        assertThatThrownBy(() -> publisher.epochEnded(EPOCH)).hasMessage("taken over");
        assertThat(committed()).isEmpty();
    }

    @Test
    void fenced_by_one_that_woke_too_late_it_looks_again_and_publishes() {
        // Given
        publisher.begin(List.of());
        producers.get(0).fenceProducer();

        // When
        publisher.epochEnded(EPOCH);

        // Then
        assertThat(producers).hasSize(2);
        assertThat(producers.get(0).closed()).isTrue();
        assertThat(committed()).containsExactly(EPOCH);
    }

    @Test
    void after_a_failure_with_unknown_outcome_the_topic_says_whether_the_epoch_is_there() {
        // Given
        publisher.begin(List.of());
        producers.get(0).commitTransactionException = new KafkaException("the answer was lost");
        there.add(1);

        // When
        publisher.epochEnded(EPOCH);

        // Then
        assertThat(producers).hasSize(2);
        assertThat(committed()).isEmpty();
    }

    @Test
    void brokers_that_never_take_it_end_the_run_with_a_line() {
        // Given
        prepare = producer -> producer.commitTransactionException = new KafkaException("no");
        publisher.begin(List.of());

        // When, Then
        assertThatThrownBy(() -> publisher.epochEnded(EPOCH))
                .isInstanceOf(UserException.class)
                .hasMessage("the metrics of epoch 1 could not be published: no: check that Kafka at kafka:9092 is"
                        + " running, then start again to resume");
        assertThat(producers).hasSize(5);
    }

    @Test
    void metrics_that_are_too_large_for_their_topic_are_named_with_the_setting() {
        // Given
        publisher.begin(List.of());
        producers.get(0).commitTransactionException = new KafkaException(
                "Cannot execute transactional method because we are in an error state",
                new RecordTooLargeException("The request included a message larger than the max message size"));

        // When, Then
        assertThatThrownBy(() -> publisher.epochEnded(EPOCH))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("topic training.metrics, partition 0: a record of ")
                .hasMessageContaining("--entity-name training.metrics --add-config max.message.bytes=");
    }

    @Test
    void whoever_is_told_to_end_does_not_wait_for_brokers() {
        // Given: Kafka's producer reports that its thread was interrupted while it waited
        publisher.begin(List.of());
        producers.get(0).commitTransactionException = new InterruptException("told to end");

        // When
        publisher.epochEnded(EPOCH);

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(committed()).isEmpty();
    }

    @Test
    void whoever_is_told_to_end_does_not_wait_for_its_lease() {
        // Given: the lease reports the interrupt
        publisher.begin(List.of());
        lease = () -> {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted while waiting for Kafka");
        };

        // When
        publisher.epochEnded(EPOCH);

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(committed()).isEmpty();
    }

    private List<EpochMetrics> committed() {
        return producers.stream()
                .flatMap(producer -> producer.history().stream())
                .map(sent -> EpochMetricsJson.read(sent.value()))
                .collect(Collectors.toList());
    }
}

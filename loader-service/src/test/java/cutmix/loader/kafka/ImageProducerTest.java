package cutmix.loader.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ImageProducerTest {

    private static final byte[] VALUE = {1, 2, 3};

    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final ImageProducer images =
            new ImageProducer(new Brokers(Map.of("bootstrap.servers", "kafka:9092"), Duration.ofSeconds(1)), producer);

    @Test
    void records_that_come_to_lie_where_they_belong_are_no_matter() {
        // When
        images.sendTo("images.train", 0, 0, VALUE);
        images.sendTo("images.train", 0, 1, VALUE);
        images.flush();

        // Then
        assertThat(producer.history()).hasSize(2);
    }

    @Test
    void a_record_that_another_loader_has_pushed_on_ends_the_load_and_is_named() {
        // Given
        images.sendTo("images.train", 0, 0, VALUE);
        producer.send(producer.history().get(0));

        // When
        images.sendTo("images.train", 0, 1, VALUE);

        // Then
        assertThatThrownBy(images::flush)
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "topic images.train at kafka:9092, partition 0, offset 2: a record lies here that belongs to "
                                + "offset 1: another loader writes, too; stop both, delete the topics and load again");
        assertThatThrownBy(() -> images.sendTo("images.train", 0, 2, VALUE)).isInstanceOf(UserException.class);
    }

    @Test
    void a_producer_that_is_closed_tells_that_the_load_was_stopped() {
        // Given
        producer.close();

        // When, Then
        assertThatThrownBy(() -> images.sendTo("images.train", 0, 0, VALUE))
                .isInstanceOf(UserException.class)
                .hasMessage("stopped before everything was loaded: run again to go on");
    }

    @Test
    void a_producer_that_is_closed_while_it_sends_tells_the_same() {
        // Given
        producer.sendException = new KafkaException("Producer closed while send in progress");

        // When, Then
        assertThatThrownBy(() -> images.sendTo("images.train", 0, 0, VALUE))
                .isInstanceOf(UserException.class)
                .hasMessage("stopped before everything was loaded: run again to go on");
    }

    @Test
    void brokers_that_do_not_answer_are_named() {
        // Given
        producer.sendException = new TimeoutException("Topic images.train not present in metadata after 1000 ms.");

        // When, Then
        assertThatThrownBy(() -> images.sendTo("images.train", 0, 0, VALUE))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("Kafka at kafka:9092 did not answer within 1 s");
    }
}

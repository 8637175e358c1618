package cutmix.schemas.size;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class TooLargeRecordTest {

    private static final RecordTooLargeException BROKERS = new RecordTooLargeException(
            "The request included a message larger than the max message size the server will accept.");

    @Test
    void the_line_names_the_topic_the_setting_and_the_command() {
        assertThat(TooLargeRecord.of("images.cutmix", 2, 1_080_000, BROKERS))
                .hasMessage("topic images.cutmix, partition 2: a record of 1,080,000 bytes is larger than the topic's"
                        + " max.message.bytes: run kafka-configs.sh --alter --entity-type topics --entity-name"
                        + " images.cutmix --add-config max.message.bytes=1114112, and start again");
    }

    @Test
    void a_limit_that_is_found_to_be_too_small_is_named_before_anything_is_written() {
        assertThat(TooLargeRecord.refused("images.train", "localhost:9092", 2_000, 3_708))
                .hasMessage("topic images.train at localhost:9092 accepts records of at most 2,000 bytes"
                        + " (max.message.bytes), but must accept 3,708: run kafka-configs.sh --bootstrap-server"
                        + " localhost:9092 --alter --entity-type topics --entity-name images.train --add-config max.message.bytes=65536, use"
                        + " CUTMIX_TOPIC_PREFIX for other topics, or delete it");
    }

    @Test
    void a_limit_of_the_producer_is_named_as_the_producer_names_it() {
        RecordTooLargeException producers = new RecordTooLargeException("The message is 2000000 bytes when serialized"
                + " which is larger than 1048576, which is the value of the max.request.size configuration.");

        assertThat(TooLargeRecord.of("images.cutmix", 0, 2_000_000, producers))
                .hasMessage("topic images.cutmix, partition 0: The message is 2000000 bytes when serialized which is"
                        + " larger than 1048576, which is the value of the max.request.size configuration: raise that"
                        + " setting, and start again");
    }

    @Test
    void it_is_found_behind_its_causes() {
        assertThat(TooLargeRecord.in(new ExecutionException(new KafkaException("in a transaction", BROKERS))))
                .contains(BROKERS);
        assertThat(TooLargeRecord.in(new KafkaException("another"))).isEmpty();
    }
}

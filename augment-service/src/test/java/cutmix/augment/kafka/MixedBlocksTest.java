package cutmix.augment.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.failure.UserException;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MixedBlocksTest {

    @ParameterizedTest
    @MethodSource("refusedTimestamps")
    void a_refused_timestamp_is_no_sign_of_compaction(RuntimeException refusal) {
        assertThat(MixedBlocks.cause(new UserException("failed", refusal), "images.cutmix", "kafka:9092"))
                .isInstanceOf(UserException.class)
                .hasMessage("topic images.cutmix at kafka:9092 rejected a record (" + refusal.getMessage()
                        + "): set the clocks of this machine and of the brokers right or, if they are, run"
                        + " kafka-configs.sh --bootstrap-server kafka:9092 --alter --entity-type topics --entity-name"
                        + " images.cutmix --add-config message.timestamp.before.max.ms=9223372036854775807, then start"
                        + " again");
    }

    static List<RuntimeException> refusedTimestamps() {
        return List.of(
                new InvalidRecordException("Timestamp 5 of message with offset 0 is out of range."),
                new InvalidTimestampException("The timestamp of the message is out of acceptable range."));
    }

    @Test
    void any_other_invalid_record_is_a_sign_of_compaction() {
        InvalidRecordException refusal = new InvalidRecordException("Compacted topic cannot accept message");

        assertThat(MixedBlocks.cause(new UserException("failed", refusal), "images.cutmix", "kafka:9092"))
                .hasMessageContaining("if it is compacted, run kafka-configs.sh ");
    }

    @Test
    void any_other_failure_stays_as_it_is() {
        UserException failure = new UserException("failed", new TopicAuthorizationException("images.cutmix"));

        assertThat(MixedBlocks.cause(failure, "images.cutmix", "kafka:9092")).isSameAs(failure);
    }
}

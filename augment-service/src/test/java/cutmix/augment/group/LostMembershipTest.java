package cutmix.augment.group;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupMaxSizeReachedException;
import org.apache.kafka.common.errors.NotCoordinatorException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.api.Test;

class LostMembershipTest {

    private final List<Throwable> found = new ArrayList<>();
    private final LostMembership filter = new LostMembership("kafka:9092", found::add);

    @Test
    void brokers_without_the_protocol_are_reported_as_a_wrong_setting_and_not_logged() {
        // When
        boolean logged = filter.isLoggable(
                pollFailed(new KafkaException("wrapped", new UnsupportedVersionException("the cluster does not"))));

        // Then
        assertThat(logged).isFalse();
        assertThat(found).singleElement().isInstanceOf(SettingException.class);
        assertThat(found.get(0)).hasMessageContaining("kafka:9092").hasMessageContaining("KAFKA_GROUP_PROTOCOL");
    }

    @Test
    void a_group_that_does_not_take_this_worker_ends_it() {
        // When
        filter.isLoggable(pollFailed(GroupAuthorizationException.forGroupId("cutmix-augment")));
        filter.isLoggable(pollFailed(new GroupMaxSizeReachedException("the group is full")));

        // Then
        assertThat(found).hasSize(2).allSatisfy(failure -> assertThat(failure)
                .isInstanceOf(UserException.class)
                .isNotInstanceOf(SettingException.class)
                .hasMessageContaining("kafka:9092"));
    }

    @Test
    void what_another_poll_may_mend_is_logged() {
        // When, Then
        assertThat(filter.isLoggable(pollFailed(new NotCoordinatorException("moved"))))
                .isTrue();
        assertThat(filter.isLoggable(pollFailed(null))).isTrue();
        assertThat(found).isEmpty();
    }

    private static LogRecord pollFailed(Throwable failure) {
        LogRecord record = new LogRecord(Level.WARNING, "Failed to poll");
        record.setThrown(failure);
        return record;
    }
}

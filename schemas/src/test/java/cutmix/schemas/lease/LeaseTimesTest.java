package cutmix.schemas.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class LeaseTimesTest {

    @Property(tries = 200)
    void what_is_sent_last_arrives_before_another_writer_may_begin(
            @ForAll @LongRange(min = 1_000, max = 1_800_000) long sessionMillis) {
        LeaseTimes times = new LeaseTimes(Duration.ofMillis(sessionMillis));

        assertThat(times.fresh().plus(times.delivery())).isLessThan(times.session());
        assertThat(times.request()).isLessThanOrEqualTo(times.delivery());
        assertThat(times.confirmation().multipliedBy(5)).isLessThanOrEqualTo(times.fresh());
        assertThat(times.confirmation().toMillis()).isPositive();
    }

    @Test
    void a_session_of_no_length_is_refused() {
        LeaseTimes times = new LeaseTimes(Duration.ofMillis(999));

        assertThatThrownBy(() -> times.check("CUTMIX_LOADER_SESSION_TIMEOUT"))
                .isInstanceOf(UserException.class)
                .hasMessage("CUTMIX_LOADER_SESSION_TIMEOUT is 999 ms: set it to at least 1000 ms");
    }
}

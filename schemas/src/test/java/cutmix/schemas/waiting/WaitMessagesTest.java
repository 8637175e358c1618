package cutmix.schemas.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitMessagesTest {

    private final List<String> reported = new ArrayList<>();
    private long now;
    private final WaitMessages lines = new WaitMessages(reported::add, () -> now);

    @Test
    void a_short_wait_is_not_told() {
        // When
        waitFor("Kafka", Duration.ofMillis(900));

        // Then
        assertThat(reported).isEmpty();
    }

    @Test
    void a_long_wait_is_told_after_a_second_and_then_every_half_minute() {
        // When
        waitFor("Kafka", Duration.ofSeconds(62));

        // Then
        assertThat(reported).containsExactly("Kafka", "Kafka", "Kafka");
    }

    @Test
    void a_wait_for_something_else_is_another_one() {
        // When
        waitFor("Kafka", Duration.ofSeconds(5));
        waitFor("the registry", Duration.ofSeconds(5));

        // Then
        assertThat(reported).containsExactly("Kafka", "the registry");
    }

    private void waitFor(String what, Duration time) {
        long end = now + time.toNanos();
        for (; now <= end; now += Duration.ofMillis(100).toNanos()) {
            lines.waitsFor(what);
        }
    }
}

package cutmix.schemas.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TopicWaitTest {

    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void a_topic_that_exists_is_asked_for_once_and_not_waited_for() throws Exception {
        assertThat(await(1, Duration.ofMinutes(1))).isTrue();
        assertThat(asked).hasValue(1);
        assertThat(lines).isEmpty();
    }

    @Test
    void a_topic_that_is_created_later_is_waited_for_with_a_line() throws Exception {
        assertThat(await(5, Duration.ofMinutes(1))).isTrue();
        assertThat(lines).containsExactly("Waiting for topic t, which does not exist yet: the loader creates it");
    }

    @Test
    void with_a_wait_of_zero_a_missing_topic_is_requested_once() throws Exception {
        assertThat(await(2, Duration.ZERO)).isFalse();
        assertThat(asked).hasValue(1);
        assertThat(lines).isEmpty();
    }

    private boolean await(int existsAt, Duration maxWait) throws InterruptedException {
        return TopicWait.await("t", () -> asked.incrementAndGet() >= existsAt, maxWait, lines::add);
    }
}

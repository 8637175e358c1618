package cutmix.launcher.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryBackoffTest {

    private final AtomicLong now = new AtomicLong(-17);
    private final RetryBackoff pause = new RetryBackoff(now::get);

    @Test
    void pauses_grow_to_a_minute_and_begin_anew_after_a_success() {
        // Given
        List<Long> lengths = new ArrayList<>();
        assertThat(pause.hasPassed()).isTrue();
        // When
        for (int failures = 0; failures < 8; failures++) {
            pause.failed();
            lengths.add(secondsUntilOver());
        }
        pause.succeeded();
        boolean over = pause.hasPassed();
        pause.failed();
        lengths.add(secondsUntilOver());
        // Then
        assertThat(over).isTrue();
        assertThat(lengths).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 1L);
    }

    private long secondsUntilOver() {
        long seconds = 0;
        while (!pause.hasPassed()) {
            now.addAndGet(Duration.ofSeconds(1).toNanos());
            seconds++;
        }
        return seconds;
    }
}

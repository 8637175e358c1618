package cutmix.augment.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WorkerHealthTest {

    private final AtomicLong seconds = new AtomicLong(1_000);
    private final StubLiveness liveness = new StubLiveness();
    private final WorkerHealth health =
            new WorkerHealth(liveness, Duration.ofSeconds(120), () -> seconds.get() * 1_000_000_000);

    @Test
    void a_worker_that_waits_for_the_loader_is_live_and_not_ready() {
        // When
        seconds.addAndGet(100_000);

        // Then
        assertThat(health.isLive()).isTrue();
        assertThat(health.isReady()).isFalse();
    }

    @Test
    void a_member_of_the_group_is_ready_though_no_records_come() {
        // Given
        health.joins(Duration.ofSeconds(10));

        // When
        seconds.addAndGet(100_000);
        liveness.poll = OptionalDouble.of(0);
        liveness.heartbeat = OptionalDouble.of(3);

        // Then
        assertThat(health.isLive()).isTrue();
        assertThat(health.isReady()).isTrue();
    }

    @Test
    void a_worker_that_waits_for_a_topic_is_live_and_not_ready() {
        // Given
        health.joins(Duration.ofSeconds(10));
        liveness.poll = OptionalDouble.of(0);
        liveness.heartbeat = OptionalDouble.of(0);

        // When
        health.waits(true);

        // Then
        assertThat(health.isLive()).isTrue();
        assertThat(health.isReady()).isFalse();
        health.waits(false);
        assertThat(health.isReady()).isTrue();
    }

    @Test
    void a_worker_whose_group_is_out_of_reach_is_live_and_not_ready() {
        // Given
        health.joins(Duration.ofSeconds(10));

        // When
        liveness.poll = OptionalDouble.of(0);
        liveness.heartbeat = OptionalDouble.of(11);

        // Then
        assertThat(health.isLive()).isTrue();
        assertThat(health.isReady()).isFalse();
    }

    @Test
    void a_worker_that_no_longer_polls_is_dead() {
        // Given
        health.joins(Duration.ofSeconds(10));

        // When
        liveness.poll = OptionalDouble.of(121);

        // Then
        assertThat(health.isLive()).isFalse();
    }

    @Test
    void a_worker_that_never_begins_to_poll_is_dead_after_the_same_time() {
        // Given
        health.joins(Duration.ofSeconds(10));
        seconds.addAndGet(120);
        assertThat(health.isLive()).isTrue();

        // When
        seconds.addAndGet(1);

        // Then
        assertThat(health.isLive()).isFalse();
    }

    private static final class StubLiveness implements ConsumerLiveness {

        private OptionalDouble poll = OptionalDouble.empty();
        private OptionalDouble heartbeat = OptionalDouble.empty();

        @Override
        public OptionalDouble secondsSincePoll() {
            return poll;
        }

        @Override
        public OptionalDouble secondsSinceHeartbeat() {
            return heartbeat;
        }
    }
}

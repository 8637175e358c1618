package cutmix.schemas.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.schemas.kafka.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WriterLeaseTest {

    private final AtomicLong nanos = new AtomicLong();
    private final WriterLease lease =
            new WriterLease(ExclusiveWriter.loader(new Topics(""), new LeaseTimes(Duration.ofSeconds(30))), nanos::get);

    @Test
    void a_confirmation_holds_for_a_while() {
        // Given
        lease.confirm(0);

        // When
        passes(5);

        // Then
        assertThatCode(lease::check).doesNotThrowAnyException();
        assertThat(lease.covers()).isTrue();
    }

    @Test
    void an_old_confirmation_has_writers_wait_for_the_next() {
        // Given
        lease.confirm(0);
        passes(29);
        CompletableFuture<Void> writer = CompletableFuture.runAsync(lease::check);
        assertThat(writer).isNotDone();

        // When
        lease.confirm(nanos.get());

        // Then
        assertThatCode(writer::join).doesNotThrowAnyException();
    }

    @Test
    void a_loader_paused_for_the_session_timeout_may_not_write_even_if_confirmed_later() {
        // Given
        lease.confirm(0);
        passes(31);

        // When, Then
        assertThatThrownBy(lease::check)
                .isInstanceOf(UserException.class)
                .hasMessage(
                        "this loader was paused, or could not reach Kafka, for more than 30 s, so another loader may "
                                + "be writing to its topics: run again to resume");
        lease.confirm(nanos.get());
        assertThatThrownBy(lease::check).isInstanceOf(UserException.class);
        assertThat(lease.covers()).isFalse();
    }

    @Test
    void a_loss_ends_it_at_once() {
        // Given
        lease.confirm(0);

        // When
        lease.lose();

        // Then
        assertThatThrownBy(lease::check).isInstanceOf(UserException.class);
        assertThat(lease.covers()).isFalse();
    }

    @Test
    void a_writer_that_resumes_waits_for_silent_brokers_and_is_not_lost_by_the_time_alone() {
        // Given
        List<String> ends = new ArrayList<>();
        WriterLease trainer = new WriterLease(
                ExclusiveWriter.trainer(new Topics(""), "r", new LeaseTimes(Duration.ofSeconds(30))),
                nanos::get,
                () -> ends.add("end"));
        trainer.confirm(0);
        passes(3_600);
        assertThat(trainer.covers()).isFalse();
        assertThatCode(trainer::checkNotEnded).doesNotThrowAnyException();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(trainer::check);
        assertThat(writer).isNotDone();

        // When
        trainer.confirm(nanos.get());

        // Then
        assertThatCode(writer::join).doesNotThrowAnyException();
        assertThat(trainer.covers()).isTrue();
        assertThat(ends).isEmpty();

        // When
        trainer.lose();
        trainer.lose();

        // Then
        assertThatThrownBy(trainer::checkNotEnded)
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("run 'r' is trained by another trainer now");
        assertThat(ends).containsExactly("end");
    }

    @Test
    void told_to_end_it_still_covers_what_is_under_way() {
        // Given
        lease.confirm(0);

        // When
        lease.end(new UserException("stopped"));
        lease.end(new UserException("later"));

        // Then
        assertThatThrownBy(lease::check).hasMessage("stopped");
        assertThat(lease.covers()).isTrue();
    }

    @Test
    void whoever_waits_for_its_turn_is_told_of_the_end() {
        // Given
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(lease::awaitHeld);

        // When
        lease.end(new UserException("stopped"));

        // Then
        Awaitility.await().until(waiting::isDone);
        assertThatThrownBy(waiting::join).hasMessageContaining("stopped");
        assertThat(lease.covers()).isFalse();
    }

    private void passes(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}

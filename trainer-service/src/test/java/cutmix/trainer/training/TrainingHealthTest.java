package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.stream.NumberedBatch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TrainingHealthTest {

    private static final NumberedBatch BATCH =
            new NumberedBatch(new SamplePosition(1, 0), Optional.of(new Batch(1, new byte[3], new float[2])), 0);

    private final AtomicLong seconds = new AtomicLong(1_000);
    private final TrainingHealth health =
            new TrainingHealth(Duration.ofMinutes(10), Duration.ofSeconds(30), () -> seconds.get() * 1_000_000_000);

    @Test
    void a_trainer_that_waits_for_its_first_batch_is_live_and_not_ready() {
        // Given
        assertThat(health.isLive()).isTrue();
        assertThat(health.isReady()).isFalse();
        health.epochStarted(EpochProgress.startOf(1));
        health.batchAwaited();

        // When
        seconds.addAndGet(100_000);

        // Then
        assertThat(health.isLive()).isTrue();
        assertThat(health.isReady()).isFalse();
    }

    @Test
    void a_long_step_is_ready_and_live() {
        // Given
        startStep();

        // When
        seconds.addAndGet(600);

        // Then
        assertThat(health.isLive()).isTrue();
        assertThat(health.isReady()).isTrue();
    }

    @Test
    void a_step_without_end_is_dead() {
        // Given
        startStep();

        // When
        seconds.addAndGet(601);

        // Then
        assertThat(health.isLive()).isFalse();
        assertThat(health.isReady()).isFalse();
    }

    @Test
    void an_evaluation_is_live_while_its_batches_go_on() {
        // Given
        startStep();
        health.stepEnded(1, 0.5, 0.5);
        seconds.addAndGet(600);

        // When
        health.batchEvaluated();
        seconds.addAndGet(600);

        // Then
        assertThat(health.isLive()).isTrue();
        assertThat(health.isReady()).isTrue();
        seconds.addAndGet(1);
        assertThat(health.isLive()).isFalse();
    }

    @Test
    void a_starved_trainer_is_live_and_ready_only_for_a_while() {
        // Given
        startStep();
        health.stepEnded(1, 0.5, 0.5);
        health.batchAwaited();
        seconds.addAndGet(30);
        assertThat(health.isReady()).isTrue();

        // When
        seconds.addAndGet(100_000);

        // Then
        assertThat(health.isLive()).isTrue();
        assertThat(health.isReady()).isFalse();
        health.stepStarted(BATCH);
        assertThat(health.isReady()).isTrue();
    }

    @Test
    void a_trainer_whose_thread_has_ended_is_dead() throws Exception {
        // Given
        Thread training = new Thread(this::startStep);
        training.start();

        // When
        training.join();

        // Then
        assertThat(health.isLive()).isFalse();
        assertThat(health.isReady()).isFalse();
    }

    private void startStep() {
        health.epochStarted(EpochProgress.startOf(1));
        health.batchAwaited();
        health.stepStarted(BATCH);
    }
}

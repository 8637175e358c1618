package cutmix.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cutmix.schemas.StepMetrics;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.checkpoint.EpochProgress;
import cutmix.trainer.engine.Batch;
import cutmix.trainer.stream.NumberedBatch;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StepReportsTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_000L));

    private final AtomicLong millis = new AtomicLong(5_000);
    private final List<StepMetrics> reports = new ArrayList<>();
    private final StepReports listener = new StepReports(
            Plans.plan(4, 100), "id", 5, () -> 0.001, reports::add, NOON, () -> millis.get() * 1_000_000);

    @Test
    void a_report_a_second_says_what_came_since_the_last() {
        // Given
        listener.epochStarted(EpochProgress.startOf(2));

        // When: training waits for a fifth of each half second
        step(1, 0, 2.0, 0.25);
        step(2, 0, 3.0, 0.25);
        step(3, 0, 2.0, 0.5);
        step(4, 0, 2.25, 0.75);

        // Then
        assertThat(reports).extracting(StepMetrics::getStep).containsExactly(2, 4);
        StepMetrics last = reports.get(1);
        assertThat(last.getRun()).isEqualTo("run-1");
        assertThat(last.getPath()).isEqualTo("cutmix");
        assertThat(last.getEpoch()).isEqualTo(2);
        assertThat(last.getEpochs()).isEqualTo(2);
        assertThat(last.getSteps()).isEqualTo(25);
        assertThat(last.getSamples()).isEqualTo(16);
        assertThat(last.getLoss()).isEqualTo((16 * 2.25 - 8 * 3.0) / 8, within(1e-9));
        assertThat(last.getAccuracy()).isEqualTo(1, within(1e-9));
        assertThat(last.getSamplesPerSecond()).isEqualTo(8, within(1e-9));
        assertThat(last.getDataWaitShare()).isEqualTo(0.2, within(1e-9));
        assertThat(last.getLearningRate()).isEqualTo(0.001);
        assertThat(last.getTime()).isEqualTo(1_700_000_000_000L);
        assertThat(last.getStarted()).isEqualTo(5);
    }

    @Test
    void the_last_step_of_an_epoch_is_reported_at_once() {
        // Given
        listener.epochStarted(EpochProgress.startOf(1));
        // When
        step(25, 0, 1, 1);
        // Then
        assertThat(reports).singleElement().returns(25, StepMetrics::getStep);
    }

    @Test
    void a_resumed_epoch_reports_what_came_since_it_was_resumed() {
        // Given: 8 positions, one of which was skipped
        listener.epochStarted(EpochProgress.builder()
                .epoch(1)
                .position(8)
                .lossSum(14)
                .hits(7)
                .skipped(1)
                .steps(2)
                .seconds(60)
                .waitedSeconds(30)
                .build());

        // When
        step(3, 0, 30.0 / 11, 7.0 / 11);
        step(4, 2, 32.0 / 13, 8.0 / 13);

        // Then
        StepMetrics only = reports.get(0);
        assertThat(only.getSamples()).isEqualTo(16);
        assertThat(only.getLoss()).isEqualTo((32.0 - 14) / 6, within(1e-9));
        assertThat(only.getAccuracy()).isEqualTo(1.0 / 6, within(1e-9));
        assertThat(only.getSamplesPerSecond()).isEqualTo(6, within(1e-9));
        assertThat(only.getDataWaitShare()).isEqualTo(0.2, within(1e-9));
    }

    @Test
    void steps_without_a_sample_are_not_reported() {
        // Given
        listener.epochStarted(EpochProgress.startOf(1));
        // When
        step(1, 4, Double.NaN, Double.NaN);
        step(2, 4, Double.NaN, Double.NaN);
        // Then
        assertThat(reports).isEmpty();
    }

    /** Performs a step of four positions in half a second. */
    private void step(int step, int skipped, double loss, double accuracy) {
        int samples = 4 - skipped;
        listener.batchAwaited();
        millis.addAndGet(100);
        Optional<Batch> batch = samples == 0
                ? Optional.empty()
                : Optional.of(new Batch(samples, new byte[3 * samples], new float[2 * samples]));
        listener.stepStarted(new NumberedBatch(new SamplePosition(1, 0), batch, skipped));
        millis.addAndGet(400);
        listener.stepEnded(step, loss, accuracy);
    }
}

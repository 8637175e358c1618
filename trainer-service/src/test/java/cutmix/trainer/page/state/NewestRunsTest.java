package cutmix.trainer.page.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import cutmix.schemas.EpochMetrics;
import cutmix.schemas.StepMetrics;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.page.Records;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NewestRunsTest {

    private static final long NOW = 1_700_000_000_000L;

    private final NewestRuns runs = new NewestRuns();

    @Test
    void runs_come_in_the_order_of_their_first_records() {
        // When
        runs.add(Records.step("b", "plain", 1, 1, NOW));
        runs.add(Records.epoch("a", "cutmix", 1, 0.5), NOW);
        runs.add(Records.epoch("b", "plain", 1, 0.75), NOW);
        // Then
        assertThat(runs.views()).extracting(RunView::run).containsExactly("b", "a");
        assertThat(runs.views().get(0).points()).singleElement().returns(0.75, EpochPoint::valAccuracy);
        assertThat(runs.views().get(0).steps()).singleElement().returns(2.0, StepPoint::loss);
    }

    @Test
    void the_newest_record_of_a_step_counts_and_replaces_later_steps_of_a_killed_process() {
        // Given
        for (int step = 1; step <= 10; step++) {
            runs.add(Records.step("a", "cutmix", 1, step, NOW));
        }
        runs.add(Records.step("a", "cutmix", 2, 1, NOW));
        // When
        runs.add(Records.step("a", "cutmix", 1, 8, NOW + 1));
        // Then
        List<StepPoint> steps = runs.views().get(0).steps();
        assertThat(steps).extracting(StepPoint::step).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(steps.get(7).time()).isEqualTo(NOW + 1);
    }

    @Test
    void a_run_that_is_started_anew_forgets_its_later_epochs() {
        // Given
        runs.add(Records.epoch("a", "cutmix", 1, 0.5), NOW);
        runs.add(Records.epoch("a", "cutmix", 2, 0.6), NOW);
        // When
        runs.add(Records.epoch("a", "cutmix", 1, 0.7), NOW);
        // Then
        assertThat(runs.views().get(0).points()).singleElement().returns(0.7, EpochPoint::valAccuracy);
    }

    @Test
    void another_run_of_the_same_name_begins_anew_whichever_topic_is_read_first() {
        // When: all epochs are read before all steps
        runs.add(Records.epoch("a", "cutmix", "one", 1, 0.5), NOW);
        runs.add(Records.epoch("a", "cutmix", "one", 2, 0.6), NOW + 10);
        runs.add(Records.epoch("a", "cutmix", "two", 1, 0.7), NOW + 30);
        runs.add(Records.step("a", "cutmix", "one", 2, 9, NOW + 9));
        runs.add(Records.step("a", "cutmix", "two", 1, 5, NOW + 25));
        runs.add(Records.step("a", "cutmix", "two", 2, 1, NOW + 31));
        // Then
        assertThat(runs.views()).singleElement().satisfies(run -> {
            assertThat(run.id()).isEqualTo("two");
            assertThat(run.points()).singleElement().returns(0.7, EpochPoint::valAccuracy);
            assertThat(run.steps()).extracting(StepPoint::step).containsExactly(5, 1);
        });
        // When: all steps are read before all epochs
        NewestRuns other = new NewestRuns();
        other.add(Records.step("a", "cutmix", "one", 2, 9, NOW + 9));
        other.add(Records.step("a", "cutmix", "two", 1, 5, NOW + 25));
        other.add(Records.epoch("a", "cutmix", "one", 2, 0.6), NOW + 10);
        other.add(Records.epoch("a", "cutmix", "two", 1, 0.7), NOW + 30);
        // Then
        assertThat(other.views()).singleElement().satisfies(run -> {
            assertThat(run.points()).singleElement().returns(0.7, EpochPoint::valAccuracy);
            assertThat(run.steps()).extracting(StepPoint::step).containsExactly(5);
        });
    }

    @Test
    void a_newer_run_of_the_same_name_is_last_and_late_records_of_the_earlier_are_ignored() {
        // Given
        runs.add(Records.epoch("a", "cutmix", "one", 1, 0.5), NOW);
        runs.add(Records.epoch("b", "plain", "one", 1, 0.5), NOW + 1);
        runs.add(Records.step("a", "cutmix", "two", 1, 5, NOW + 25));
        // When
        runs.add(Records.step("a", "cutmix", "one", 3, 9, NOW + 40));
        // Then
        assertThat(runs.views()).extracting(RunView::run).containsExactly("b", "a");
        assertThat(runs.views().get(1).points()).isEmpty();
        assertThat(runs.views().get(1).steps()).extracting(StepPoint::step).containsExactly(5);
    }

    @Test
    void the_accuracy_of_each_class_is_that_after_the_last_epoch() {
        // Given
        runs.add(
                EpochMetrics.newBuilder(Records.epoch("a", "cutmix", 1, 0.5))
                        .setValConfusion(List.of(1, 1, 0, 2))
                        .build(),
                NOW);
        // When
        runs.add(
                EpochMetrics.newBuilder(Records.epoch("a", "cutmix", 2, 0.5))
                        .setValConfusion(List.of(2, 0, 0, 2))
                        .build(),
                NOW);
        // Then
        assertThat(runs.views().get(0).classes()).isEqualTo(new ClassAccuracy(2, List.of(1.0, 1.0), List.of(2, 2)));
    }

    @Property(tries = 20)
    void however_many_steps_come_some_are_kept_with_the_first_and_the_last(
            @ForAll @IntRange(min = 1, max = 9_000) int count) {
        // Given
        NewestRuns many = new NewestRuns();
        // When
        for (int step = 1; step <= count; step++) {
            StepMetrics record = Records.step("a", "cutmix", 1, step, NOW);
            many.add(record);
        }
        // Then
        List<StepPoint> steps = many.views().get(0).steps();
        assertThat(steps).hasSizeBetween(Math.min(count, RunHistory.MOST_STEPS / 2), RunHistory.MOST_STEPS);
        assertThat(steps.get(0).step()).isEqualTo(1);
        assertThat(steps.get(steps.size() - 1).step()).isEqualTo(count);
    }

    @Test
    void the_mixed_sample_in_training_is_the_last_of_the_cutmix_run_that_said_so_last() {
        // Given
        runs.add(Records.step("old", "cutmix", 3, 9, NOW - 3_600_000));
        runs.add(Records.step("a", "cutmix", 1, 2, NOW - 1_000));
        runs.add(Records.step("b", "plain", 2, 5, NOW));
        // Then
        assertThat(runs.mixedSampleInTraining(NOW)).contains(new SamplePosition(1, 15));
        assertThat(runs.mixedSampleInTraining(NOW + 600_000)).isEmpty();
    }

    @Test
    void a_step_before_the_first_sample_leads_to_no_mixed_sample() {
        runs.add(StepMetrics.newBuilder(Records.step("a", "cutmix", 1, 1, NOW))
                .setSamples(0)
                .build());

        assertThat(runs.mixedSampleInTraining(NOW)).isEmpty();
    }

    @Test
    void steps_are_arrays_in_json_and_epochs_are_objects() throws JsonProcessingException {
        // Given
        runs.add(Records.epoch("a", "cutmix", 1, 0.5), NOW);
        runs.add(Records.step("a", "cutmix", 2, 1, NOW));
        // When
        ObjectMapper mapper = new ObjectMapper();
        JsonNode json = mapper.readTree(mapper.writeValueAsString(runs.views()));
        // Then
        assertThat(json.at("/0/points/0/valAccuracy").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/0/steps/0").toString()).isEqualTo("[2,1,10,8,2.0,0.5,16.0,0.0,0.001,1700000000000]");
    }
}

package cutmix.trainer.page.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.kafka.Topics;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShownPipelinesTest {

    private static final Set<String> EXISTING = Set.of(
            "first.training.metrics",
            "first.training.steps",
            "first.dataset.info",
            "first.images.train",
            "second.training.metrics",
            "second.dataset.info",
            "training.metrics");

    @Test
    void all_pipelines_are_those_whose_prefix_begins_with_the_configured_one() {
        assertThat(new ShownPipelines(new Topics(""), ShownRuns.ALL).runTopics(EXISTING))
                .containsExactlyInAnyOrder(
                        "first.training.metrics",
                        "first.training.steps",
                        "second.training.metrics",
                        "training.metrics");
        assertThat(new ShownPipelines(new Topics("first."), ShownRuns.ALL).runTopics(EXISTING))
                .containsExactlyInAnyOrder("first.training.metrics", "first.training.steps");
        assertThat(new ShownPipelines(new Topics("training."), ShownRuns.ALL).runTopics(EXISTING))
                .isEmpty();
    }

    @Test
    void the_own_pipeline_has_no_other_topics() {
        assertThat(new ShownPipelines(new Topics(""), ShownRuns.OWN).runTopics(EXISTING))
                .containsExactly("training.metrics");
    }

    @Test
    void the_latest_pipeline_is_the_one_whose_dataset_was_described_last() {
        // Given
        Map<String, Long> times = Map.of("first.dataset.info", 2L, "second.dataset.info", 3L);
        // Then
        assertThat(new ShownPipelines(new Topics(""), ShownRuns.ALL).latest(EXISTING, any -> times))
                .isEqualTo(new Topics("second."));
        assertThat(new ShownPipelines(new Topics("first."), ShownRuns.ALL).latest(EXISTING, any -> times))
                .isEqualTo(new Topics("first."));
    }

    @Test
    void before_a_dataset_is_described_the_own_pipeline_is_shown() {
        // Given
        Topics own = new Topics("mine.");
        // Then
        assertThat(new ShownPipelines(own, ShownRuns.ALL).latest(EXISTING, any -> Map.of()))
                .isEqualTo(own);
        assertThat(new ShownPipelines(own, ShownRuns.OWN).latest(EXISTING, any -> Map.of()))
                .isEqualTo(own);
    }
}

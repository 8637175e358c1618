package cutmix.trainer.page.state;

import static org.assertj.core.api.Assertions.assertThat;

import cutmix.schemas.Mixing;
import cutmix.schemas.order.SamplePosition;
import cutmix.trainer.page.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PageStateTest {

    private static final long NOW = 1_700_000_000_000L;

    private final PageState state = new PageState("localhost:9092");
    private final List<PageEvent> events = new ArrayList<>();

    @Test
    void before_the_topics_are_read_nothing_is_said_of_runs() {
        // When
        state.attach(events::add);
        // Then
        assertThat(events).extracting(PageEvent::name).containsExactly("pipeline");
    }

    @Test
    void who_comes_later_is_told_all_and_then_what_changes() {
        // Given
        NewestRuns read = new NewestRuns();
        read.add(Records.epoch("a", "cutmix", 1, 0.5), NOW);
        state.replace(read);
        // When
        state.attach(events::add);
        state.changed(runs -> runs.add(Records.epoch("a", "cutmix", 2, 0.75), NOW));
        // Then
        assertThat(events).extracting(PageEvent::name).containsExactly("pipeline", "history", "samples", "changes");
        assertThat(epochsOf(events.get(1))).containsExactly(1);
        assertThat(epochsOf(events.get(3))).containsExactly(2);
        List<PageEvent> later = new ArrayList<>();
        state.attach(later::add);
        assertThat(epochsOf(later.get(1))).containsExactly(1, 2);
    }

    @Test
    void another_run_of_the_same_name_is_sent_as_a_new_run_and_the_earlier_one_is_dropped() {
        // Given
        NewestRuns read = new NewestRuns();
        read.add(Records.epoch("a", "cutmix", 3, 0.5), NOW);
        state.replace(read);
        state.attach(events::add);
        events.clear();
        // When
        state.changed(runs -> {
            runs.add(Records.epoch("a", "cutmix", "second", 1, 0.75), NOW + 10);
            runs.add(Records.epoch("a", "cutmix", 3, 0.5), NOW + 20);
        });
        state.changed(runs -> runs.add(Records.epoch("a", "cutmix", 3, 0.5), NOW + 30));
        // Then
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.name()).isEqualTo("changes");
            assertThat((List<?>) event.content())
                    .singleElement()
                    .extracting(view -> ((RunView) view).id())
                    .isEqualTo("second");
            assertThat(epochsOf(event)).containsExactly(1);
        });
    }

    @Test
    void who_has_left_is_told_nothing() {
        // Given
        Consumer<PageEvent> listener = events::add;
        state.attach(listener);
        events.clear();
        // When
        state.detach(listener);
        state.away();
        // Then
        assertThat(events).isEmpty();
    }

    @Test
    void brokers_that_are_away_are_said_to_be_with_nothing_of_the_workers() {
        // Given
        state.pipeline(PipelineView.builder()
                .connected(true)
                .brokers("localhost:9092")
                .workers(2)
                .lag(100L)
                .build());
        state.attach(events::add);
        // When
        state.away();
        // Then
        assertThat(events.get(1).content())
                .isEqualTo(PipelineView.builder().brokers("localhost:9092").build());
    }

    @Test
    void samples_are_told_once_and_their_pictures_kept_while_they_are_shown() {
        // Given
        state.attach(events::add);
        events.clear();
        ShownSample sample =
                ShownSample.at(new SamplePosition(1, 7), Mixing.CUTMIX, List.of(new ShownSample.Label("cat", 1)));
        SamplesView shown = new SamplesView(true, List.of(sample));
        // When
        state.samples(shown, Map.of("1-7", new byte[] {1}));
        state.samples(shown, Map.of("1-7", new byte[] {1}));
        // Then
        assertThat(events).singleElement().returns("samples", PageEvent::name);
        assertThat(state.picture("1-7")).contains(new byte[] {1});
        assertThat(state.picture("1-8")).isEmpty();
    }

    private static List<Integer> epochsOf(PageEvent event) {
        return ((List<?>) event.content())
                .stream()
                        .flatMap(view -> ((RunView) view).points().stream())
                        .map(EpochPoint::epoch)
                        .toList();
    }
}

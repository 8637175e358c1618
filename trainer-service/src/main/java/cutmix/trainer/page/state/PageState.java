package cutmix.trainer.page.state;

import cutmix.schemas.order.SamplePosition;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The state of the page and its listeners. Listeners are called one at a time, and must not block. */
public final class PageState {

    private final Set<Consumer<PageEvent>> listeners = new HashSet<>();
    private NewestRuns runs = new NewestRuns();
    private boolean read;
    private PipelineView pipeline;
    private SamplesView samples = new SamplesView(false, List.of());
    private Map<String, byte[]> pictures = Map.of();

    /** @param brokers broker addresses as configured */
    public PageState(String brokers) {
        pipeline = PipelineView.builder().connected(true).brokers(brokers).build();
    }

    /** Sends the current state to a listener, and then all changes. Runs are sent when the topics have been read. */
    public synchronized void attach(Consumer<PageEvent> listener) {
        listener.accept(new PageEvent(PageEvent.PIPELINE, pipeline));
        if (read) {
            listener.accept(new PageEvent(PageEvent.HISTORY, runs.views()));
            listener.accept(new PageEvent(PageEvent.SAMPLES, samples));
        }
        listeners.add(listener);
    }

    public synchronized void detach(Consumer<PageEvent> listener) {
        listeners.remove(listener);
    }

    /** Replaces all runs after the topics were read from the beginning. */
    public synchronized void replace(NewestRuns found) {
        runs = found;
        read = true;
        tell(new PageEvent(PageEvent.HISTORY, runs.views()));
    }

    /** @param records adds new records to the runs that it receives */
    public synchronized void changed(Consumer<NewestRuns> records) {
        records.accept(runs);
        NewestRuns changes = runs.additions();
        records.accept(changes);
        if (!changes.isEmpty()) {
            tell(new PageEvent(PageEvent.CHANGES, changes.views()));
        }
    }

    /** @param now milliseconds since 1970 */
    public synchronized Optional<SamplePosition> mixedSampleInTraining(long now) {
        return runs.mixedSampleInTraining(now);
    }

    /** Sends the pipeline even if it has not changed, so that the server notices when a browser has gone. */
    public synchronized void pipeline(PipelineView now) {
        pipeline = now;
        tell(new PageEvent(PageEvent.PIPELINE, pipeline));
    }

    public synchronized void away() {
        pipeline(pipeline.away());
    }

    /** @param shown pictures as PNG by the ids of the samples */
    public synchronized void samples(SamplesView now, Map<String, byte[]> shown) {
        pictures = Map.copyOf(shown);
        if (!now.equals(samples)) {
            samples = now;
            tell(new PageEvent(PageEvent.SAMPLES, samples));
        }
    }

    public synchronized Optional<byte[]> picture(String id) {
        return Optional.ofNullable(pictures.get(id));
    }

    private void tell(PageEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }
}

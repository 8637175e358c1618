package cutmix.trainer;

import cutmix.schemas.EpochMetrics;
import cutmix.trainer.checkpoint.Checkpoint;
import cutmix.trainer.training.EpochObserver;
import java.util.Set;

/**
 * Publishes each epoch that is not on the topic yet: a process may have been killed between an epoch's record and its checkpoint,
 * and the topic may have been made anew since.
 */
final class EpochPublisher implements EpochObserver {

    private final MetricsTopic topic;
    private final Set<Integer> published;

    private EpochPublisher(MetricsTopic topic, Set<Integer> published) {
        this.topic = topic;
        this.published = published;
    }

    /** For a run that goes on from a checkpoint, whose epochs are published at once where they are missing. */
    static EpochPublisher from(Checkpoint start, String run, Pipeline pipeline, MetricsTopic topic) {
        try (MetricsReader metrics = pipeline.metrics()) {
            EpochPublisher publisher = new EpochPublisher(topic, metrics.epochs(run, start.metricsOffset()));
            start.epochs().forEach(publisher::epochEnded);
            return publisher;
        }
    }

    @Override
    public void epochEnded(EpochMetrics metrics) {
        if (published.add(metrics.getEpoch())) {
            topic.publish(metrics);
        }
    }
}

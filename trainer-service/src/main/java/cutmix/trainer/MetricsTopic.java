package cutmix.trainer;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.EpochMetricsJson;
import cutmix.schemas.UserException;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Publishes what epochs came to. */
@ApplicationScoped
class MetricsTopic {

    private final Emitter<Record<String, String>> emitter;

    MetricsTopic(@Channel("training-metrics") Emitter<Record<String, String>> emitter) {
        this.emitter = emitter;
    }

    /**
     * Returns when the brokers have the record, or, with the thread's interrupt status set, when the thread is interrupted: a
     * trainer that is told to end does not wait for brokers. Whether they have the record is not known then, and whoever goes on
     * with the run has to look.
     *
     * @throws UserException if they do not take it
     */
    void publish(EpochMetrics metrics) {
        try {
            emitter.send(Record.of(metrics.getRun(), EpochMetricsJson.write(metrics)))
                    .toCompletableFuture()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new UserException(
                    "the metrics of epoch " + metrics.getEpoch() + " could not be published: "
                            + e.getCause().getMessage(),
                    e);
        }
    }
}

package cutmix.trainer;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.EpochMetricsJson;
import cutmix.schemas.UserException;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionException;
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
     * Returns when the brokers have the record.
     *
     * @throws UserException if they do not take it
     */
    void publish(EpochMetrics metrics) {
        try {
            emitter.send(Record.of(metrics.getRun(), EpochMetricsJson.write(metrics)))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw new UserException(
                    "the metrics of epoch " + metrics.getEpoch() + " could not be published: "
                            + e.getCause().getMessage(),
                    e);
        }
    }
}

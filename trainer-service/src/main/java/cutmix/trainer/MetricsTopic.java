package cutmix.trainer;

import cutmix.schemas.EpochMetrics;
import cutmix.schemas.EpochMetricsJson;
import cutmix.schemas.UserException;
import cutmix.schemas.size.TooLargeRecord;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

/** Publishes what epochs came to. */
@ApplicationScoped
class MetricsTopic {

    private final Emitter<Record<String, String>> emitter;
    private final String name;

    MetricsTopic(
            @Channel("training-metrics") Emitter<Record<String, String>> emitter,
            @ConfigProperty(name = "mp.messaging.outgoing.training-metrics.topic") String name) {
        this.emitter = emitter;
        this.name = name;
    }

    /**
     * Returns when the brokers have the record, or, with the thread's interrupt status set, when the thread is interrupted: a
     * trainer that is told to end does not wait for brokers. Whether they have the record is not known then, and whoever goes on
     * with the run has to look.
     *
     * @throws UserException if they do not take it
     */
    void publish(EpochMetrics metrics) {
        String json = EpochMetricsJson.write(metrics);
        try {
            emitter.send(Record.of(metrics.getRun(), json))
                    .toCompletableFuture()
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            TooLargeRecord.in(e).ifPresent(tooLarge -> {
                throw TooLargeRecord.of(name, 0, json.length(), tooLarge);
            });
            throw new UserException(
                    "the metrics of epoch " + metrics.getEpoch() + " could not be published: "
                            + e.getCause().getMessage(),
                    e);
        }
    }
}

package cutmix.augment.kafka;

import cutmix.schemas.failure.FailureHandler;
import cutmix.schemas.failure.FatalErrors;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;

/**
 * Reports the failure that ends this worker. Only the first failure is reported, because later ones are its
 * consequences.
 */
@Singleton
public class WorkerFailure {

    /** Reports failures of workers, without a stack trace for exceptions of Kafka's clients. */
    public static final FailureHandler HANDLER = new FailureHandler(failure -> {
        if (!(failure instanceof KafkaException)) {
            FailureHandler.log(failure);
        }
    });

    private final FatalErrors fatalErrors;
    private final AtomicBoolean occurred = new AtomicBoolean();

    WorkerFailure(FatalErrors fatalErrors) {
        this.fatalErrors = fatalErrors;
    }

    /**
     * Prints the failure in one line on stderr, and initiates a stop with an exit code. An {@link Error} ends the
     * process immediately: an orderly stop may wait for a thread that the error has ended.
     */
    public void report(Throwable failure) {
        if (failure instanceof Error error) {
            fatalErrors.end(error);
        }
        if (occurred.compareAndSet(false, true)) {
            Quarkus.asyncExit(HANDLER.handle(failure, System.err::println));
        }
    }

    /** Returns whether this worker is stopping, and must not accept more work. */
    boolean hasOccurred() {
        return occurred.get();
    }
}

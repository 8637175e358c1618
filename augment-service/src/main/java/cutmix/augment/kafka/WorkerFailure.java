package cutmix.augment.kafka;

import cutmix.schemas.failure.FailureHandler;
import cutmix.schemas.failure.FatalErrors;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;

/** The failure that ends this worker: the first one is reported, and those that follow from it are not. */
@Singleton
public class WorkerFailure {

    /** Reports failures of workers. The message of an exception of Kafka's clients needs no stack trace. */
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
     * Says on one line of stderr what went wrong, and begins to stop with an exit code. An Error ends the process at once: a stop
     * may wait for a thread that it has ended.
     */
    public void report(Throwable failure) {
        if (failure instanceof Error error) {
            fatalErrors.end(error);
        }
        if (occurred.compareAndSet(false, true)) {
            Quarkus.asyncExit(HANDLER.handle(failure, System.err::println));
        }
    }

    /** Whether this worker is stopping, and must take on no more work. */
    boolean hasOccurred() {
        return occurred.get();
    }
}

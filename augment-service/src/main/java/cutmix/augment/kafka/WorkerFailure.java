package cutmix.augment.kafka;

import cutmix.schemas.failure.FailureLine;
import cutmix.schemas.failure.FatalErrors;
import cutmix.schemas.failure.SettingException;
import cutmix.schemas.failure.UserException;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** The failure that ends this worker: the first one is reported, and those that follow from it are not. */
@Singleton
public class WorkerFailure {

    private static final Logger LOGGER = Logger.getLogger(WorkerFailure.class);

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
            print(failure);
            Quarkus.asyncExit(SettingException.exitCode(failure));
        }
    }

    /** Whether this worker is stopping, and must take on no more work. */
    boolean hasOccurred() {
        return occurred.get();
    }

    public static void print(Throwable failure) {
        System.err.println(FailureLine.of(failure));
        if (!(failure instanceof UserException || failure instanceof KafkaException)) {
            LOGGER.error("A failure that is not the user's to mend", failure);
        }
    }
}

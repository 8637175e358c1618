package cutmix.augment;

import cutmix.schemas.UserException;
import io.quarkus.runtime.Quarkus;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** The failure that ends this worker: the first one is reported, and those that follow from it are not. */
@Singleton
class Failure {

    private static final Logger LOGGER = Logger.getLogger(Failure.class);

    private final AtomicBoolean occurred = new AtomicBoolean();

    /** Says on one line of stderr what went wrong, and begins to stop with exit code 1. */
    void report(Throwable failure) {
        if (occurred.compareAndSet(false, true)) {
            print(failure);
            Quarkus.asyncExit(1);
        }
    }

    /** Whether this worker is stopping, and must take on no more work. */
    boolean hasOccurred() {
        return occurred.get();
    }

    static void print(Throwable failure) {
        System.err.println("error: " + failure.getMessage());
        if (!(failure instanceof UserException || failure instanceof KafkaException)) {
            LOGGER.error("A failure that is not the user's to mend", failure);
        }
    }
}

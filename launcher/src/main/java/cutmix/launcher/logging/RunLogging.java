package cutmix.launcher.logging;

import cutmix.launcher.mlflow.RunStatus;
import java.util.Optional;

/** Who logs a run beside it. It neither holds the run back nor fails it. */
public interface RunLogging extends AutoCloseable {

    /** Nobody. */
    RunLogging NONE = new RunLogging() {
        @Override
        public void conclude(RunStatus outcome) {}

        @Override
        public Optional<String> unlogged() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    };

    /** Says what became of the run; the first word counts. */
    void conclude(RunStatus outcome);

    /** A line about what could not be logged, once it is closed. */
    Optional<String> unlogged();

    /** Logs what is left, within half a minute; a run that has not been concluded has failed. */
    @Override
    void close();
}

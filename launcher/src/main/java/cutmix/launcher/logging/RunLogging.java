package cutmix.launcher.logging;

import cutmix.launcher.mlflow.RunStatus;
import java.util.Optional;

/** Logs a run in parallel; it neither delays the run nor makes it fail. */
public interface RunLogging extends AutoCloseable {

    /** Logging that does nothing. */
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

    /** Records the outcome of the run; only the first call counts. */
    void conclude(RunStatus outcome);

    /** A line about data that could not be logged; available after closing. */
    Optional<String> unlogged();

    /** Logs the rest within half a minute; a run without an outcome counts as failed. */
    @Override
    void close();
}

package cutmix.launcher.logging;

import cutmix.launcher.mlflow.RunStatus;
import java.util.Optional;

/** Logs a run in the background. Logging neither delays the run nor makes it fail. */
public interface RunLogging extends AutoCloseable {

    /** An instance that logs nothing. */
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

    /** Records the outcome of the run. Only the first call has an effect. */
    void conclude(RunStatus outcome);

    /** Returns a line about data that could not be logged. Call this method after closing. */
    Optional<String> unlogged();

    /** Logs the remaining data, for at most half a minute. A run without an outcome counts as failed. */
    @Override
    void close();
}

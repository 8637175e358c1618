package cutmix.schemas.failure;

import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Finds Errors that libraries catch in their own threads and only log. Kafka's clients, Vert.x and Quarkus' executors
 * log them with level ERROR before the thread ends; SmallRye logs them with level WARN before it polls again.
 */
final class LoggedErrors extends Handler {

    private static final int DEEPEST_CAUSE = 16;

    private final Consumer<Error> found;

    /** @param found receives each Error, in the thread that logs it */
    LoggedErrors(Consumer<Error> found) {
        this.found = found;
    }

    @Override
    public void publish(LogRecord record) {
        Throwable cause = record.getThrown();
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof Error error && isFatal(error, record.getLevel().intValue())) {
                found.accept(error);
                return;
            }
            cause = cause.getCause();
        }
    }

    /** A library that lacks an optional dependency or a native library logs a warning and continues. */
    private static boolean isFatal(Error error, int level) {
        if (error instanceof LinkageError) {
            return level >= Level.SEVERE.intValue() && !(error instanceof UnsatisfiedLinkError);
        }
        return error instanceof VirtualMachineError && level >= Level.WARNING.intValue();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

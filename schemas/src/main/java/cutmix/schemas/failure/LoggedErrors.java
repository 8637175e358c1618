package cutmix.schemas.failure;

import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Finds the Errors that libraries catch in threads of their own, and report to the log and to nobody else: Kafka's clients, Vert.x
 * and the executors of Quarkus with level ERROR before the thread ends, SmallRye with level WARN before it polls once more.
 */
final class LoggedErrors extends Handler {

    private static final int DEEPEST_CAUSE = 16;

    private final Consumer<Error> found;

    /** @param found is called in the thread that logs */
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

    /** A library that lacks another one, or a native part, warns of it and goes on without. */
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

package cutmix.schemas.failure;

import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Finds the Errors that libraries catch in threads of their own, where the thread then ends: Kafka's clients, Vert.x and the
 * executors of Quarkus report them to the log, with level ERROR, and to nobody else.
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
        if (record.getLevel().intValue() < Level.SEVERE.intValue()) {
            return;
        }
        Throwable cause = record.getThrown();
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            if (cause instanceof Error error && isFatal(error)) {
                found.accept(error);
                return;
            }
            cause = cause.getCause();
        }
    }

    /** A library that lacks a native part says so and goes on without it. */
    private static boolean isFatal(Error error) {
        return error instanceof VirtualMachineError
                || error instanceof LinkageError && !(error instanceof UnsatisfiedLinkError);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

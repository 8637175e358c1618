package cutmix.schemas.failure;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * Reports the failure that ends a program, in the same way for all programs: prints its lines, which begin with
 * {@code error: }, and returns the exit code. A failure that is not a {@link UserException} counts as a fault of the
 * program, and its stack trace is reported, too.
 */
public final class FailureHandler {

    private final Consumer<Throwable> faults;
    private final Function<Throwable, Optional<UserException>> translation;

    /** @param faults receives each failure that is not a {@link UserException}, after its lines have been printed */
    public FailureHandler(Consumer<Throwable> faults) {
        this(faults, failure -> Optional.empty());
    }

    private FailureHandler(Consumer<Throwable> faults, Function<Throwable, Optional<UserException>> translation) {
        this.faults = faults;
        this.translation = translation;
    }

    /** Returns the handler of a service, which logs faults with their stack trace. */
    public static FailureHandler ofService() {
        return new FailureHandler(FailureHandler::log);
    }

    /** Logs a fault with its stack trace. */
    public static void log(Throwable fault) {
        LoggerFactory.getLogger(FailureHandler.class).error("Unexpected failure", fault);
    }

    /**
     * Returns a handler that also knows how to report another library's exception when the program starts (see {@link
     * #handleStart}).
     */
    public <T extends Throwable> FailureHandler translating(Class<T> type, Function<T, UserException> words) {
        return new FailureHandler(
                faults,
                failure -> type.isInstance(failure)
                        ? Optional.of(words.apply(type.cast(failure)))
                        : translation.apply(failure));
    }

    /**
     * Prints the lines of a failure. An interruption needs none: the user knows of it.
     *
     * @return the exit code
     */
    public int handle(Throwable failure, Consumer<String> err) {
        if (failure instanceof InterruptedException) {
            return ExitCode.of(failure).code();
        }
        FailureLine.all(failure).forEach(err);
        if (!(failure instanceof UserException)) {
            faults.accept(failure);
        }
        return ExitCode.of(failure).code();
    }

    /**
     * Prints the lines of a failure to start. Frameworks wrap such a failure: if a {@link UserException}, or an
     * exception with a translation, is among its causes, the outermost of these is reported.
     *
     * @return the exit code
     */
    public int handleStart(Throwable failure, Consumer<String> err) {
        return handle(
                Causes.of(failure).stream()
                        .flatMap(cause -> forUsers(cause).stream())
                        .findFirst()
                        .map(Throwable.class::cast)
                        .orElse(failure),
                err);
    }

    /**
     * Reports how a service has ended. If it ended with an {@link Error}, this method ends the process.
     *
     * @param code the exit code of a service that did not fail
     * @param failure why the service failed; null if it did not
     * @return the exit code
     */
    public int handleEnd(int code, Throwable failure, FatalErrors errors, Consumer<String> err) {
        if (failure instanceof Error error) {
            errors.end(error);
        }
        return failure == null ? code : handleStart(failure, err);
    }

    /**
     * Prints why the command line is refused.
     *
     * @return the exit code
     */
    public int refuse(String reason, Consumer<String> err) {
        err.accept(FailureLine.of(reason));
        return ExitCode.WRONG_SETTING.code();
    }

    private Optional<UserException> forUsers(Throwable cause) {
        return cause instanceof UserException user ? Optional.of(user) : translation.apply(cause);
    }
}

package cutmix.schemas.failure;

import cutmix.schemas.output.JsonOutput;
import cutmix.schemas.text.Printable;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * Ends the process when an {@link Error} occurs in any of its threads: with one line on standard error and with
 * {@link ExitCode#FATAL_ERROR}. A process that lost a thread to an Error would stay alive without doing its work, and whoever supervises
 * it would not start it again.
 *
 * <p>The JVM's own {@code -XX:+ExitOnOutOfMemoryError} does the same for memory alone. This class also works where a process is
 * started without that option, and for other Errors. The exit code is the same.
 *
 * <p>The process is halted, since shutdown hooks may wait for the thread that failed. Every service can be killed at any time.
 */
public final class FatalErrors implements Thread.UncaughtExceptionHandler {

    private final String memoryAdvice;
    private final OutputStream err;
    private final IntConsumer halt;
    /** Made in advance, since there may be no memory left to make it. */
    private final byte[] outOfMemory;

    /** @param memoryAdvice what the user can do when the memory is used up, as the end of a sentence */
    public FatalErrors(String memoryAdvice) {
        this(memoryAdvice, new FileOutputStream(FileDescriptor.err), Runtime.getRuntime()::halt);
    }

    FatalErrors(String memoryAdvice, OutputStream err, IntConsumer halt) {
        this.memoryAdvice = memoryAdvice;
        this.err = err;
        this.halt = halt;
        this.outOfMemory = encoded(JsonOutput.timelessLine(FailureLine.of("the memory is used up: " + memoryAdvice)));
    }

    /** From now on, an Error ends the process that no code of this process catches, or that a library catches only to log it. */
    public void watch() {
        Thread.setDefaultUncaughtExceptionHandler(this);
        before(Logger.getLogger(""), new LoggedErrors(this::end));
    }

    /** Before the others, which would print a stack trace. */
    private static void before(Logger logger, Handler first) {
        List<Handler> others = List.of(logger.getHandlers());
        others.forEach(logger::removeHandler);
        logger.addHandler(first);
        others.forEach(logger::addHandler);
    }

    /** Ends the process if {@code failure} is an Error; prints any other exception with its stack trace, as the JVM does. */
    @Override
    public void uncaughtException(Thread thread, Throwable failure) {
        if (failure instanceof Error error) {
            end(error);
        } else {
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            failure.printStackTrace();
        }
    }

    /** Ends the process. */
    public void end(Error error) {
        synchronized (FatalErrors.class) { // The first of several Errors is the one that is reported.
            try {
                err.write(line(error));
            } catch (IOException | RuntimeException | Error e) {
                writeWithoutMemory();
            } finally {
                halt.accept(ExitCode.FATAL_ERROR.code());
            }
        }
    }

    private void writeWithoutMemory() {
        try {
            err.write(outOfMemory);
        } catch (IOException e) {
            // Standard error is closed: the exit code is all that is left to say.
        }
    }

    private byte[] line(Error error) {
        if (error instanceof OutOfMemoryError) {
            return bytes(FailureLine.of("the memory is used up (" + error.getMessage() + "): " + memoryAdvice));
        }
        return bytes(FailureLine.of(error) + " in thread "
                + Printable.of(Thread.currentThread().getName()) + place(error)
                + ": this is a fault of the program or of its installation; start it again, and report this line");
    }

    /** Where the Error occurred, if its line does not say so: a message tells what, and not where. */
    private static String place(Error error) {
        StackTraceElement[] trace = error.getStackTrace();
        return trace.length == 0 || error.getMessage() == null && error.getCause() == null ? "" : " at " + trace[0];
    }

    private static byte[] bytes(String line) {
        return encoded(JsonOutput.line(line));
    }

    private static byte[] encoded(String line) {
        return (line + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
    }
}

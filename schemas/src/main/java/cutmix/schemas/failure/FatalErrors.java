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
 * {@link ExitCode#FATAL_ERROR}. A process that lost a thread to an Error would stay alive without doing its work, and
 * its supervisor would not restart it.
 *
 * <p>The JVM's own {@code -XX:+ExitOnOutOfMemoryError} does the same for OutOfMemoryError only. This class also handles
 * other Errors, and processes that were started without that option. The exit code is the same.
 *
 * <p>The process is halted, since shutdown hooks may wait for the thread that failed. Every service can be killed at
 * any time.
 */
public final class FatalErrors implements Thread.UncaughtExceptionHandler {

    private final String memoryAdvice;
    private final OutputStream err;
    private final IntConsumer halt;
    /** Created in advance, because there may be no memory left when an Error occurs. */
    private final byte[] outOfMemory;

    /** @param memoryAdvice what the user can do when the process runs out of memory, as the end of a sentence */
    public FatalErrors(String memoryAdvice) {
        this(memoryAdvice, new FileOutputStream(FileDescriptor.err), Runtime.getRuntime()::halt);
    }

    FatalErrors(String memoryAdvice, OutputStream err, IntConsumer halt) {
        this.memoryAdvice = memoryAdvice;
        this.err = err;
        this.halt = halt;
        this.outOfMemory = encoded(JsonOutput.timelessLine(FailureLine.of("out of memory: " + memoryAdvice)));
    }

    /** Starts watching: from now on, an Error ends the process if no code catches it, or if a library only logs it. */
    public void watch() {
        Thread.setDefaultUncaughtExceptionHandler(this);
        before(Logger.getLogger(""), new LoggedErrors(this::end));
    }

    /** Inserts the handler before the others, which would print a stack trace. */
    private static void before(Logger logger, Handler first) {
        List<Handler> others = List.of(logger.getHandlers());
        others.forEach(logger::removeHandler);
        logger.addHandler(first);
        others.forEach(logger::addHandler);
    }

    /**
     * Ends the process if {@code failure} is an Error; prints any other exception with its stack trace, as the JVM
     * does.
     */
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
        synchronized (FatalErrors.class) { // Only the first Error is reported.
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
            // Standard error is closed, so only the exit code can report the failure.
        }
    }

    private byte[] line(Error error) {
        if (error instanceof OutOfMemoryError) {
            return bytes(FailureLine.of("out of memory (" + error.getMessage() + "): " + memoryAdvice));
        }
        return bytes(FailureLine.of(error) + " in thread "
                + Printable.of(Thread.currentThread().getName()) + place(error)
                + ": this is a fault of the program or of its installation; start it again, and report this line");
    }

    /** Returns the place where the Error occurred, unless its line already says so. */
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

package cutmix.schemas.failure;

import cutmix.schemas.output.LinePrefix;
import cutmix.schemas.text.Printable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * A failure as the one line that a process prints on standard error before it ends. The line always names a cause. Of a
 * {@link UserException}, and of what a Kafka client throws, it is the message. The messages of all other failures are written for
 * people who know where they come from, and many have none: of these the line has the class and the cause, too.
 */
public final class FailureLine {

    private FailureLine() {}

    /** The line, from {@code error: } on; all of it is visible, as {@link Printable} has it. */
    public static String of(Throwable failure) {
        return LinePrefix.ERROR + reason(failure);
    }

    /** The line, and before it a line for each detail that it sums up; almost always the line alone. */
    public static List<String> all(Throwable failure) {
        List<String> lines = new ArrayList<>();
        if (failure instanceof UserException user) {
            user.details().forEach(detail -> lines.add(of(detail)));
        }
        lines.add(of(failure));
        return lines;
    }

    /** The line for a message that says all, such as one about wrong options. */
    public static String of(String message) {
        return LinePrefix.ERROR + Printable.of(message);
    }

    /** What went wrong, without {@code error: }. */
    public static String reason(Throwable failure) {
        List<String> parts = new ArrayList<>();
        Iterator<Throwable> chain = Causes.of(failure).iterator();
        Throwable told = chain.next();
        while (!hasMessage(told) && chain.hasNext()) {
            parts.add(name(told));
            told = chain.next();
        }
        parts.add(description(told));
        String line = String.join(": ", parts);
        return Printable.of(isWrittenForUsers(told) ? line : line + origin(told, line));
    }

    /** The innermost cause; the failure itself if it has none. */
    public static Throwable rootCause(Throwable failure) {
        List<Throwable> chain = Causes.of(failure);
        return chain.get(chain.size() - 1);
    }

    private static boolean isWrittenForUsers(Throwable failure) {
        return hasMessage(failure) && (failure instanceof UserException || failure instanceof KafkaException);
    }

    private static String description(Throwable failure) {
        if (isWrittenForUsers(failure)) {
            return failure.getMessage();
        }
        return hasMessage(failure)
                ? name(failure) + ": " + failure.getMessage()
                : name(failure) + place(failure.getStackTrace());
    }

    /** The innermost cause, where the line does not tell of it yet. */
    private static String origin(Throwable failure, String line) {
        Throwable innermost = rootCause(failure);
        return innermost == failure || hasMessage(innermost) && line.contains(innermost.getMessage())
                ? ""
                : " (caused by " + description(innermost) + ")";
    }

    private static boolean hasMessage(Throwable failure) {
        return failure.getMessage() != null && !failure.getMessage().isBlank();
    }

    private static String place(StackTraceElement[] trace) {
        return trace.length == 0 ? "" : " at " + trace[0];
    }

    /** A class without a simple name is an anonymous one. */
    private static String name(Throwable failure) {
        String simple = failure.getClass().getSimpleName();
        return simple.isEmpty() ? failure.getClass().getName() : simple;
    }
}

package cutmix.schemas.failure;

import cutmix.schemas.output.LinePrefix;
import cutmix.schemas.text.Printable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.common.KafkaException;

/**
 * A failure as the one line that a process prints on standard error before it ends. The line always names a cause. For
 * a {@link UserException} and for exceptions of Kafka clients, it is the message. Messages of all other failures are
 * written for people who know the code, and many failures have none. For these, the line also has the class and the
 * root cause.
 */
public final class FailureLine {

    private FailureLine() {}

    /** Returns the line, including {@code error: }, with all characters visible (see {@link Printable}). */
    public static String of(Throwable failure) {
        return LinePrefix.ERROR + reason(failure);
    }

    /**
     * Returns one line for each detail that the failure summarizes, and then the failure's own line. Most failures have
     * no details.
     */
    public static List<String> all(Throwable failure) {
        List<String> lines = new ArrayList<>();
        if (failure instanceof UserException user) {
            user.details().forEach(detail -> lines.add(of(detail)));
        }
        lines.add(of(failure));
        return lines;
    }

    /** Returns the line for a message that needs no cause, such as a message about wrong options. */
    public static String of(String message) {
        return LinePrefix.ERROR + Printable.of(message);
    }

    /** Returns the reason for a failure, without {@code error: }. */
    public static String reason(Throwable failure) {
        List<String> parts = new ArrayList<>();
        Iterator<Throwable> chain = Causes.of(failure).iterator();
        Throwable reported = chain.next();
        while (!hasMessage(reported) && chain.hasNext()) {
            parts.add(name(reported));
            reported = chain.next();
        }
        parts.add(description(reported));
        String line = String.join(": ", parts);
        return Printable.of(isWrittenForUsers(reported) ? line : line + origin(reported, line));
    }

    /** Returns the innermost cause, or the failure itself if it has no cause. */
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

    /** Returns the innermost cause, unless the line already names it. */
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

    /** Anonymous classes have no simple name. */
    private static String name(Throwable failure) {
        String simple = failure.getClass().getSimpleName();
        return simple.isEmpty() ? failure.getClass().getName() : simple;
    }
}

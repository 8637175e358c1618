package cutmix.schemas.output;

import jakarta.json.Json;
import java.util.Arrays;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * Formats lines as JSON: like the records of the console log after Quarkus has configured it, and with the same fields
 * before.
 *
 * @param before the formatter until Quarkus has configured the log
 */
record LogFormat(Formatter before) {

    /** Call this before standard error is replaced, because the console log writes to the stream that it finds. */
    static LogFormat ofConsole() {
        new ConsoleHandler(ConsoleHandler.Target.SYSTEM_ERR, new JsonFormatter()).setEnabled(false);
        return new LogFormat(new JsonFormatter());
    }

    /** Returns a line as one JSON object, without a line separator. */
    String of(String logger, String line) {
        ExtLogRecord message =
                new ExtLogRecord(level(line), line, ExtLogRecord.FormatStyle.NO_FORMAT, LogFormat.class.getName());
        message.setLoggerName(logger);
        return formatter().format(message).stripTrailing();
    }

    /** Returns an error line with only constant fields. */
    static String timeless(String line) {
        return Json.createObjectBuilder()
                .add("level", level(line).getName())
                .add("message", line)
                .build()
                .toString();
    }

    private static java.util.logging.Level level(String line) {
        if (line.startsWith(LinePrefix.ERROR)) {
            return Level.ERROR;
        }
        return line.startsWith(LinePrefix.WARNING) ? Level.WARN : Level.INFO;
    }

    private Formatter formatter() {
        return consoles(Logger.getLogger("").getHandlers())
                .map(Handler::getFormatter)
                .filter(JsonFormatter.class::isInstance)
                .findFirst()
                .orElse(before);
    }

    private static Stream<Handler> consoles(Handler[] handlers) {
        return Arrays.stream(handlers).flatMap(handler -> {
            if (handler instanceof ConsoleHandler) {
                return Stream.of(handler);
            }
            return handler instanceof ExtHandler outer ? consoles(outer.getHandlers()) : Stream.empty();
        });
    }
}

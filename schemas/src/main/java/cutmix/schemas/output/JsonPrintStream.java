package cutmix.schemas.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.charset.Charset;

/** Prints each line as a JSON object to another stream. Buffers a line until it is complete, and skips empty lines. */
final class JsonPrintStream extends PrintStream {

    private final String name;
    private final LogFormat format;

    /** @param name name of the stream; the objects contain it as the name of their logger */
    JsonPrintStream(PrintStream target, String name, LogFormat format) {
        // Writers that wrap System.out also encode with the default character set.
        super(
                new LineStream(
                        Charset.defaultCharset(),
                        line -> target.writeBytes((format.of(name, line) + "\n").getBytes(UTF_8))),
                true,
                Charset.defaultCharset());
        this.name = name;
        this.format = format;
    }

    /** Returns a line of this stream as a JSON object, without a line separator. */
    String record(String text) {
        return format.of(name, text);
    }
}

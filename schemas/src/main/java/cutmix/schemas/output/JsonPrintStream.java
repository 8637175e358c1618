package cutmix.schemas.output;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.nio.charset.Charset;

/** Prints each line as a JSON object to another stream. An unfinished line waits for its end, and an empty one is left out. */
final class JsonPrintStream extends PrintStream {

    private final String name;
    private final LogFormat format;

    /** @param name of the stream, which the objects have as the name of their logger */
    JsonPrintStream(PrintStream target, String name, LogFormat format) {
        // Writers on top of System.out encode with the default character set, too.
        super(
                new LineStream(
                        Charset.defaultCharset(),
                        line -> target.writeBytes((format.of(name, line) + "\n").getBytes(UTF_8))),
                true,
                Charset.defaultCharset());
        this.name = name;
        this.format = format;
    }

    /** A line of this stream as a JSON object, without a line separator. */
    String record(String text) {
        return format.of(name, text);
    }
}

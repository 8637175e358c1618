package cutmix.schemas.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.util.List;
import org.jboss.logmanager.formatters.JsonFormatter;
import org.junit.jupiter.api.Test;

class JsonPrintStreamTest {

    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private final JsonPrintStream stream =
            new JsonPrintStream(new PrintStream(target, true, UTF_8), "stdout", new LogFormat(new JsonFormatter()));

    @Test
    void each_line_is_an_object_with_the_fields_of_the_log() {
        // When
        stream.println("Epoch 1/2 - \"quoted\" \\ \u001b[1m");
        stream.print("two\r\nlines\n");

        // Then
        assertThat(objects())
                .extracting(line -> line.getString("message"))
                .containsExactly("Epoch 1/2 - \"quoted\" \\ \u001b[1m", "two", "lines");
        assertThat(objects().get(0)).containsKeys("timestamp", "sequence", "threadName", "hostName", "processId");
        assertThat(objects().get(0).getString("loggerName")).isEqualTo("stdout");
        assertThat(objects().get(0).getString("level")).isEqualTo("INFO");
    }

    @Test
    void errors_and_warnings_have_their_levels() {
        // When
        stream.println("error: no broker");
        stream.println("warning: slow");

        // Then
        assertThat(objects()).extracting(line -> line.getString("level")).containsExactly("ERROR", "WARN");
        assertThat(objects().get(0).getString("message")).isEqualTo("error: no broker");
    }

    @Test
    void a_line_waits_for_its_end_and_an_empty_one_is_left_out() {
        // When
        stream.print("begun");
        stream.flush();
        assertThat(target.size()).isZero();
        stream.println(" and ended");
        stream.println();
        stream.println("  ");

        // Then
        assertThat(objects()).extracting(line -> line.getString("message")).containsExactly("begun and ended");
    }

    @Test
    void writers_on_top_of_it_print_lines_too() {
        // When
        PrintWriter writer = new PrintWriter(stream, true, Charset.defaultCharset());
        writer.println("from a writer");

        // Then
        assertThat(objects()).extracting(line -> line.getString("message")).containsExactly("from a writer");
    }

    @Test
    void a_line_that_is_made_in_advance_has_no_time() {
        JsonObject line = object(LogFormat.timeless("error: out of memory: give it \"more\""));

        assertThat(line).containsOnlyKeys("level", "message");
        assertThat(line.getString("level")).isEqualTo("ERROR");
    }

    @Test
    void nothing_changes_where_nobody_wants_json() {
        PrintStream before = System.out;

        JsonOutput.begin(false);

        assertThat(JsonOutput.isWanted()).isFalse();
        assertThat(System.out).isSameAs(before);
        assertThat(JsonOutput.line("error: {}")).isEqualTo("error: {}");
        assertThat(JsonOutput.timelessLine("error: {}")).isEqualTo("error: {}");
    }

    private List<JsonObject> objects() {
        return target.toString(UTF_8).lines().map(JsonPrintStreamTest::object).toList();
    }

    private static JsonObject object(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }
}

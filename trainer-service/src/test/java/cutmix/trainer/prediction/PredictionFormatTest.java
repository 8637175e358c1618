package cutmix.trainer.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PredictionFormatTest {

    @Test
    void the_three_most_likely_classes_are_named_the_first_first() {
        assertThat(printed("text", List.of("a", "b", "c", "d"), 0.04f, 0.9f, 0.01f, 0.05f))
                .containsExactly("x.png: b 90.0%, d 5.0%, a 4.0%");
    }

    @Test
    void two_classes_are_named_both() {
        assertThat(printed("text", List.of("a", "b"), 0.25f, 0.75f)).containsExactly("x.png: b 75.0%, a 25.0%");
    }

    @Test
    void names_that_a_foreign_network_brings_are_printed_safely() {
        assertThat(printed("text", List.of("\u001b[2Jcat"), 1f)).containsExactly("x.png: \\u001b[2Jcat 100.0%");
    }

    @Property
    void json_has_all_classes_in_full_precision(@ForAll float first, @ForAll float second) throws Exception {
        List<String> lines = printed("json", List.of("a", "b"), first, second);

        assertThat(lines).hasSize(1);
        JsonNode line = new ObjectMapper().readTree(lines.get(0));
        assertThat(line.path("file").textValue()).isEqualTo("x.png");
        assertThat(line.path("class").textValue()).isEqualTo(first >= second ? "a" : "b");
        assertThat(Float.parseFloat(line.path("probability").asText())).isEqualTo(Math.max(first, second));
        assertThat(Float.parseFloat(line.path("probabilities").path("a").asText()))
                .isEqualTo(first);
        assertThat(Float.parseFloat(line.path("probabilities").path("b").asText()))
                .isEqualTo(second);
    }

    @Test
    void json_is_one_line_of_ascii_whatever_the_names_are() throws Exception {
        List<String> lines = printed("json", List.of("\u00FCber\n\u001b\u2028", "\"b\""), 0.75f, 0.25f);

        assertThat(lines)
                .containsExactly("{\"file\":\"x.png\",\"class\":\"\\u00FCber\\n\\u001B\\u2028\",\"probability\":0.75,"
                        + "\"probabilities\":{\"\\u00FCber\\n\\u001B\\u2028\":0.75,\"\\\"b\\\"\":0.25}}");
    }

    @Test
    void csv_has_a_header_and_a_row_for_each_image() {
        assertThat(printed("csv", List.of("a", "b,c", "\"d\""), 0.1f, 0.7f, 1e-9f))
                .containsExactly(
                        "file,class,probability,probabilities.a,\"probabilities.b,c\",\"probabilities.\"\"d\"\"\"",
                        "x.png,\"b,c\",0.7,0.1,0.7,1.0E-9");
    }

    @Test
    void no_other_form_is_known() {
        assertThat(PredictionFormat.named("xml")).isEmpty();
        assertThat(PredictionFormat.named("JSON")).isEmpty();
    }

    private static List<String> printed(String format, List<String> classNames, float... probabilities) {
        StringWriter out = new StringWriter();
        PredictionFormat.named(format)
                .orElseThrow()
                .begin(classNames, new PrintWriter(out))
                .print(Path.of("x.png"), probabilities);
        return out.toString().lines().toList();
    }
}

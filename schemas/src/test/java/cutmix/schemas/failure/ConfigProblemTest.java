package cutmix.schemas.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigProblemTest {

    private static final String ILLEGAL = "java.lang.IllegalArgumentException: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Invalid duration: a b|is not a duration: give one such as 500ms, 30s or 5m",
                "SRCFG00029: Expected an integer value, got \"a b\"|is not a whole number of its range: give another one",
                "SRCFG00030: Expected a long value, got \"a b\"|is not a whole number of its range: give another one",
                "For input string: \"a b\"|is not a whole number of its range: give another one",
                "SRCFG00031: Expected a double value, got \"a b\"|is not a number: give one such as 0.5",
                "SRCFG00049: Cannot convert a b to enum class X, allowed values: reports,lines"
                        + "|is unknown: choose one of reports, lines",
                "SRCFG00034: URI Syntax invalid a b|cannot be read (URI Syntax invalid a b): correct it"
            })
    void a_value_that_cannot_be_read_is_named_with_its_variable_and_what_is_expected(String reason, String expected) {
        String message =
                ILLEGAL + "SRCFG00039: The config property cutmix.start-timeout with the config value \"a b\" threw"
                        + " an Exception whilst being converted " + reason;

        assertThat(ConfigProblem.of(message, null)).hasMessage("CUTMIX_START_TIMEOUT 'a b' " + expected);
    }

    @Test
    void an_empty_value_is_named() {
        String message =
                "java.util.NoSuchElementException: SRCFG00040: The config property cutmix.loader.broker-timeout is"
                        + " defined as the empty String (\"\") which the following Converter considered to be null: X";

        assertThat(ConfigProblem.of(message, null))
                .hasMessage("CUTMIX_LOADER_BROKER_TIMEOUT is empty: give it a value, or unset it");
    }

    @Test
    void other_problems_keep_their_words() {
        String words = "The config property cutmix.a is required but it could not be found in any config source";

        assertThat(ConfigProblem.of("java.util.NoSuchElementException: SRCFG00014: " + words, null))
                .hasMessage(words);
        assertThat(ConfigProblem.of("cutmix.b in FILE does not map to any root", null))
                .hasMessage("cutmix.b in FILE does not map to any root");
    }
}

package cutmix.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "cat", "caf\u00e9 \u00df", "\u732b", "\u0642\u0637", "\ud83d\ude3a", "C:\\images", "a  b"})
    void text_that_shows_itself_stays_as_it_is(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10, \\n",
        "13, \\r",
        "9, \\t",
        "0, \\u0000",
        "27, \\u001b",
        "127, \\u007f",
        "155, \\u009b",
        "173, \\u00ad",
        "8203, \\u200b",
        "8232, \\u2028",
        "8238, \\u202e",
        "8294, \\u2066",
        "65279, \\ufeff",
        "12644, \\u3164",
        "55357, \\ud83d",
        "917569, \\U000e0041"
    })
    void a_character_that_does_not_show_itself_becomes_an_escape(int character, String escape) {
        assertThat(Printable.of("a" + Character.toString(character) + "b")).isEqualTo("a" + escape + "b");
    }

    @Test
    void no_text_is_named_null() {
        assertThat(Printable.of(null)).isEqualTo("null");
    }

    @Property
    void any_text_becomes_one_line_without_controls_and_printing_twice_changes_nothing(@ForAll String text) {
        String printable = Printable.of(text);

        assertThat(printable.codePoints())
                .allMatch(character -> !Character.isISOControl(character)
                        && Character.getType(character) != Character.FORMAT
                        && Character.getType(character) != Character.SURROGATE);
        assertThat(printable.lines()).hasSizeLessThanOrEqualTo(1);
        assertThat(Printable.of(printable)).isEqualTo(printable);
    }
}

package cutmix.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassNameTest {

    @Test
    void spellings_of_one_accent_are_one_name() {
        assertThat(ClassName.of("u\u0308ber", "x")).isEqualTo(ClassName.of("\u00FCber", "x"));
    }

    @Test
    void white_space_around_a_name_does_not_count() {
        assertThat(ClassName.of(" polar bear\r\n", "x")).isEqualTo("polar bear");
        assertThat(ClassName.of("\u00A0polar bear\u202F\u3000", "x")).isEqualTo("polar bear");
    }

    @Test
    void joiners_around_a_name_do_not_count() {
        assertThat(ClassName.of("\u200Dcat\u200C", "x")).isEqualTo("cat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u06A9\u062A\u0627\u0628\u200C\u0647\u0627", "\uD83D\uDC69\u200D\uD83D\uDD2C"})
    void joiners_within_a_name_stay(String name) {
        assertThat(ClassName.of(name, "x")).isEqualTo(name);
    }

    @Test
    void a_name_of_white_space_alone_is_refused() {
        assertThatThrownBy(() -> ClassName.of(" \t\u2003\u00A0", "DIR/train"))
                .isInstanceOf(UserException.class)
                .hasMessage("DIR/train names a class that is only white space: give it a name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u001b[31mb", "a\u0000b", "a\u202Eb", "a\uFEFFb", "a\u2028b", "a\u200Bb"})
    void characters_that_are_not_visible_are_refused(String name) {
        assertThatThrownBy(() -> ClassName.of(name, "DIR/train"))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("DIR/train names a class 'a\\")
                .hasMessageEndingWith("b', which holds characters that are not visible: give it a name without them");
    }
}

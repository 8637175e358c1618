package cutmix.schemas.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "7", "20260131-120000-cutmix", "v1.2_b", "A..b--c__"})
    void letters_digits_and_three_signs_are_a_name(String name) {
        assertThat(RunName.require("--run", name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a,b",
                "../x",
                "a/b",
                "a\\b",
                "..",
                ".hidden",
                "-rf",
                "_x",
                "a b",
                "a\n",
                "a\nb",
                "\u001b[31m",
                "caf\u00e9",
                "a\u202eb",
                "\u0661",
                "a:b",
                "\uff41"
            })
    void any_other_character_is_refused(String name) {
        assertThatThrownBy(() -> RunName.require("--run", name))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith("--run '" + Printable.of(name) + "' is not a run name");
    }

    @Test
    void a_name_has_a_hundred_characters_at_most() {
        assertThat(RunName.isValid("x".repeat(100))).isTrue();
        assertThat(RunName.isValid("x".repeat(101))).isFalse();
    }
}

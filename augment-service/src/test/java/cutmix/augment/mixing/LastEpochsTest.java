package cutmix.augment.mixing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LastEpochsTest {

    @ParameterizedTest
    @CsvSource({"0, 15, 0", "5, 15, 5", "5, 3, 5", "1/3, 15, 5", "1/3, 6, 2", "1/3, 2, 0", "1/1, 7, 7", "0/4, 7, 0"})
    void they_are_a_number_or_a_part_rounded_down(String text, int epochs, int expected) {
        LastEpochs last = parse(text);

        assertThat(last.of(epochs)).isEqualTo(expected);
        assertThat(last).hasToString(text);
    }

    @Property
    void a_part_is_the_greatest_number_that_is_not_more(
            @ForAll @IntRange(min = 1, max = 999_999_999) int denominator,
            @ForAll @IntRange(max = 999_999_999) int share,
            @ForAll @IntRange(min = 1) int epochs) {
        // Given
        int numerator = Math.min(share, denominator);

        // When
        long last = parse(numerator + "/" + denominator).of(epochs);

        // Then
        assertThat(last * denominator).isLessThanOrEqualTo((long) epochs * numerator);
        assertThat((last + 1) * denominator).isGreaterThan((long) epochs * numerator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "a third", "0.33", "4/3", "1/0", "1/", "9999999999"})
    void others_are_refused(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(UserException.class)
                .hasMessage("cutmix.augment.off-epochs is " + text
                        + ", but must be a number of epochs, such as 5, or a part of them, such as 1/3");
    }

    @Test
    void none_is_a_number() {
        assertThat(LastEpochs.NONE).isEqualTo(parse("0"));
    }

    private static LastEpochs parse(String text) {
        return LastEpochs.parse("cutmix.augment.off-epochs", text);
    }
}

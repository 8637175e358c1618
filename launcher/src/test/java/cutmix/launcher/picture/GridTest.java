package cutmix.launcher.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.SettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridTest {

    @Test
    void rows_come_before_columns() {
        assertThat(Grid.parse("2x10")).isEqualTo(new Grid(2, 10));
        assertThat(Grid.parse("2x10").cells()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "x3", "3x", "0x3", "3x0", "13x1", "3x3x3", "-1x3", "3 x 3", "a"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> Grid.parse(text))
                .isInstanceOf(SettingException.class)
                .hasMessage(
                        "--grid '" + text + "' is not a grid: give rows and columns from 1x1 to 12x12, such as 3x4");
    }
}

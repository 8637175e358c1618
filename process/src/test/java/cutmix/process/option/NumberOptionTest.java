package cutmix.process.option;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberOptionTest {

    @ParameterizedTest
    @CsvSource({"EPOCHS, 0, 1, 1000000, 1000001", "DEPTH, 7, 8, 1202, 1203", "AUGMENTERS, -1, 0, 64, 65"})
    void the_ends_of_a_range_belong_to_it(NumberOption option, long below, long least, long most, long above) {
        assertThat(option.refusal(least)).isEmpty();
        assertThat(option.refusal(most)).isEmpty();
        String range = "is not a whole number from " + least + " to " + most;
        assertThat(option.refusal(below)).contains(option.option() + " '" + below + "' " + range);
        assertThat(option.refusal(above)).contains(option.option() + " '" + above + "' " + range);
    }

    @Test
    void a_number_of_a_variable_is_refused_by_its_name() {
        assertThat(NumberOption.EPOCHS.refusal("CUTMIX_X", 0))
                .contains("CUTMIX_X '0' is not a whole number from 1 to 1000000");
        assertThat(NumberOption.EPOCHS.refusal("CUTMIX_X", 1)).isEmpty();
    }

    @Test
    void an_option_is_found_by_its_name() {
        assertThat(NumberOption.named("--image-size")).contains(NumberOption.IMAGE_SIZE);
        assertThat(NumberOption.named("--dataset")).isEmpty();
    }
}

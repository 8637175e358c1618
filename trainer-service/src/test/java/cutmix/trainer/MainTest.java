package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void training_and_the_live_page_alone_open_a_port() {
        assertThat(Main.serves(List.of("train", "--depth", "8"))).isTrue();
        assertThat(Main.serves(List.of("page"))).isTrue();
        assertThat(Main.serves(List.of("train", "--help"))).isFalse();
        assertThat(Main.serves(List.of("page", "-h"))).isFalse();
        assertThat(Main.serves(List.of("evaluate", "--model", "train"))).isFalse();
        assertThat(Main.serves(List.of("tail"))).isFalse();
        assertThat(Main.serves(List.of())).isFalse();
    }

    @Test
    void predictions_and_tables_are_answers_that_no_log_changes() {
        assertThat(Main.answers(List.of("predict", "a.zip", "b.png"))).isTrue();
        assertThat(Main.answers(List.of("tail", "--no-follow"))).isTrue();
        assertThat(Main.answers(List.of("evaluate", "--model", "predict"))).isFalse();
        assertThat(Main.answers(List.of("train", "--run", "tail"))).isFalse();
        assertThat(Main.answers(List.of())).isFalse();
    }
}

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
}

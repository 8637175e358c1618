package cutmix.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void training_alone_opens_a_port() {
        assertThat(Main.trains(List.of("train", "--depth", "8"))).isTrue();
        assertThat(Main.trains(List.of("train", "--help"))).isFalse();
        assertThat(Main.trains(List.of("evaluate", "--model", "train"))).isFalse();
        assertThat(Main.trains(List.of("tail"))).isFalse();
        assertThat(Main.trains(List.of())).isFalse();
    }
}

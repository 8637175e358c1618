package cutmix.trainer.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.UserException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CudaDeviceTest {

    @Test
    void says_what_it_is() {
        assertThat(new CudaDevice("NVIDIA H100 80GB HBM3", 85_024_112_640L, 9, 0))
                .hasToString("NVIDIA H100 80GB HBM3, memory: 79.2 GiB, compute capability: 9.0");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8, 9})
    void cards_from_maxwell_to_hopper_are_served(int major) {
        assertThatCode(() -> new CudaDevice("a card", 1, major, 9).requireServed())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 12})
    void older_and_newer_ones_are_refused_in_one_line(int major) {
        assertThatThrownBy(() -> new CudaDevice("a card", 1, major, 0).requireServed())
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "a card has compute capability " + major + ".0, for which LibTorch has no code: ")
                .hasMessageEndingWith("mvn package without -Plibtorch-cuda)")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void tf32_came_with_ampere() {
        assertThat(new CudaDevice("Turing", 1, 7, 5).hasTf32()).isFalse();
        assertThat(new CudaDevice("Ampere", 1, 8, 0).hasTf32()).isTrue();
    }
}

package cutmix.trainer.libtorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cutmix.schemas.failure.UserException;
import cutmix.trainer.engine.Gpu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CudaDeviceTest {

    @ParameterizedTest
    @ValueSource(ints = {5, 6, 7, 8, 9})
    void cards_from_maxwell_to_hopper_are_served(int major) {
        assertThatCode(() -> CudaDevice.requireServed(new Gpu("a card", 1, major, 9)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 12})
    void older_and_newer_ones_are_refused_in_one_line(int major) {
        assertThatThrownBy(() -> CudaDevice.requireServed(new Gpu("a card", 1, major, 0)))
                .isInstanceOf(UserException.class)
                .hasMessageStartingWith(
                        "a card has compute capability " + major + ".0, for which LibTorch has no code: ")
                .hasMessageEndingWith("mvn package without -Plibtorch-cuda)")
                .message()
                .doesNotContain("\n");
    }

    @Test
    void tf32_came_with_ampere() {
        assertThat(CudaDevice.hasTf32(new Gpu("Turing", 1, 7, 5))).isFalse();
        assertThat(CudaDevice.hasTf32(new Gpu("Ampere", 1, 8, 0))).isTrue();
    }
}

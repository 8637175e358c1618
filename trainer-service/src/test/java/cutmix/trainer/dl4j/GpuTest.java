package cutmix.trainer.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GpuTest {

    @ParameterizedTest
    @CsvSource({
        "Tesla K80, 3, 7",
        "Tesla M40, 5, 2",
        "GeForce GTX 1080, 6, 1",
        "Tesla V100, 7, 0",
        "GeForce RTX 2080, 7, 5",
        "A100, 8, 0",
        "GeForce RTX 3090, 8, 6",
        "GeForce RTX 4090, 8, 9"
    })
    void cardsFromTheLastKeplerToAdaAreServed(String name, int major, int minor) {
        assertThat(new Gpu(name, 1L << 33, major, minor).served()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Tesla M2090, 2, 0",
        "GeForce GTX 680, 3, 0",
        "Tesla K40, 3, 5",
        "H100, 9, 0",
        "B200, 10, 0",
        "GeForce RTX 5090, 12, 0"
    })
    void olderCardsAndHopperAndBlackwellAreNot(String name, int major, int minor) {
        assertThat(new Gpu(name, 1L << 33, major, minor).served()).isFalse();
    }

    @Test
    void is_described_by_name_memory_and_compute_capability() {
        assertThat(new Gpu("NVIDIA GeForce RTX 3090", 25_438_126_080L, 8, 6))
                .hasToString("NVIDIA GeForce RTX 3090, memory: 23.7 GiB, compute capability: 8.6");
    }
}

package cutmix.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GpuTest {

    @Test
    void is_described_by_name_memory_and_compute_capability() {
        assertThat(new Gpu("NVIDIA GeForce RTX 3090", 25_438_126_080L, 8, 6))
                .hasToString("NVIDIA GeForce RTX 3090, memory: 23.7 GiB, compute capability: 8.6");
        assertThat(new Gpu("NVIDIA H100 80GB HBM3", 85_024_112_640L, 9, 0))
                .hasToString("NVIDIA H100 80GB HBM3, memory: 79.2 GiB, compute capability: 9.0");
    }
}

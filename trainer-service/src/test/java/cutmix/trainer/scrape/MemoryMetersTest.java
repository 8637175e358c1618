package cutmix.trainer.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class MemoryMetersTest {

    @Test
    void the_process_takes_more_than_its_heap() {
        // Given
        MeterRegistry registry = new SimpleMeterRegistry();
        Runtime java = Runtime.getRuntime();

        // When
        new MemoryMeters().bindTo(registry);

        // Then
        assertThat(registry.get("cutmix.memory.used").gauge().value())
                .isGreaterThan(java.totalMemory() - java.freeMemory());
        assertThat(registry.get("cutmix.memory.max").gauge().value()).isPositive();
    }
}

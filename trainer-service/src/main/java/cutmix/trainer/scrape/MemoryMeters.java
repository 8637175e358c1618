package cutmix.trainer.scrape;

import cutmix.trainer.dl4j.JavaCpp;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/**
 * The memory of the process as JavaCPP reports it. The network is outside Java's heap, which the JVM's own meters do
 * not include.
 */
@Singleton
class MemoryMeters implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("cutmix.memory.used", JavaCpp::physicalBytes)
                .description("Physical memory of the process that is not shared with other processes")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        Gauge.builder("cutmix.memory.max", JavaCpp::maxPhysicalBytes)
                .description("Limit above which JavaCPP frees memory before it allocates more; 0 for no limit")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
    }
}

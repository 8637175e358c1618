package cutmix.trainer.scrape;

import cutmix.trainer.dl4j.JavaCpp;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;

/** What the process takes, as JavaCPP sees it: the network lives outside of Java's heap, where the JVM's own meters do not look. */
@Singleton
class MemoryMeters implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("cutmix.memory.used", JavaCpp::physicalBytes)
                .description("Physical memory of the process that it shares with no other")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
        Gauge.builder("cutmix.memory.max", JavaCpp::maxPhysicalBytes)
                .description("Where JavaCPP frees memory before it takes more; 0 for no limit")
                .baseUnit(BaseUnits.BYTES)
                .register(registry);
    }
}

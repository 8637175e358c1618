package cutmix.augment;

import cutmix.augment.kafka.AssignedPartitions;
import cutmix.augment.kafka.MixingChannel;
import cutmix.augment.kafka.UnreadableImages;
import cutmix.augment.progress.MixingProgress;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Meters of a worker. The Kafka client provides the lag of the consumer as a meter of its own. */
@Singleton
class WorkerMeters {

    void register(
            @Observes StartupEvent event,
            MeterRegistry registry,
            MixingProgress progress,
            MixingChannel channel,
            UnreadableImages unreadable,
            AssignedPartitions assignment) {
        FunctionCounter.builder("cutmix.samples.mixed", progress, MixingProgress::total)
                .description("Samples that are mixed and acknowledged by the brokers")
                .register(registry);
        FunctionCounter.builder("cutmix.samples.skipped", unreadable, UnreadableImages::total)
                .description("Images that could not be read and were skipped")
                .register(registry);
        Gauge.builder("cutmix.blocks.in.flight", channel::blocksInFlight)
                .description("Mixed blocks that the brokers have not yet acknowledged")
                .register(registry);
        Gauge.builder(
                        "cutmix.partitions.assigned",
                        () -> assignment.partitions().size())
                .description("Partitions that this worker mixes")
                .register(registry);
    }
}

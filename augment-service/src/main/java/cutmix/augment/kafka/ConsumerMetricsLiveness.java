package cutmix.augment.kafka;

import cutmix.augment.health.ConsumerLiveness;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/** Reads the liveness of the consumer from its own metrics. Thread-safe. */
@Singleton
class ConsumerMetricsLiveness implements ConsumerLiveness {

    private final KafkaClientService clients;

    ConsumerMetricsLiveness(KafkaClientService clients) {
        this.clients = clients;
    }

    @Override
    public OptionalDouble secondsSincePoll() {
        return seconds("last-poll-seconds-ago");
    }

    @Override
    public OptionalDouble secondsSinceHeartbeat() {
        return seconds("last-heartbeat-seconds-ago");
    }

    private OptionalDouble seconds(String name) {
        Consumer<?, ?> consumer = clients.getConsumer(MixingChannel.TRAIN).unwrap();
        if (consumer == null) { // The consumer is created when the channel is resumed.
            return OptionalDouble.empty();
        }
        Map<MetricName, ? extends Metric> metrics = consumer.metrics();
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .filter(seconds -> seconds >= 0) // -1 stands for never.
                .findFirst();
    }
}

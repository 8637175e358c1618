package cutmix.trainer.metrics;

import cutmix.schemas.StepMetrics;
import cutmix.schemas.client.ClientSettings;
import cutmix.schemas.metrics.StepMetricsJson;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.avro.AvroRuntimeException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes reports of steps from a separate thread. Training does not wait for the reports and does not fail with
 * them: reports that the brokers do not accept are dropped, with one warning in the log.
 */
public final class StepsTopic implements Consumer<StepMetrics>, AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(StepsTopic.class);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(1);
    private static final int WAITING = 16;

    private final Map<String, Object> config;
    private final String topic;
    private final AtomicBoolean warned = new AtomicBoolean();
    private final ThreadPoolExecutor executor = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            StepsTopic::thread,
            (report, full) -> tell("the brokers do not keep up"));
    /** Created with the first report by the thread that uses it. */
    private Producer<String, String> producer;

    /** @param clientConfig connection to the brokers */
    public StepsTopic(Map<String, Object> clientConfig, String topic) {
        this.config = producerConfig(clientConfig);
        this.topic = topic;
    }

    /** Like all producers of the pipeline, this one waits for all in-sync replicas, even if the shared settings differ. */
    static Map<String, Object> producerConfig(Map<String, Object> clientConfig) {
        Map<String, Object> config = ClientSettings.idempotent(clientConfig);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 1 << 20);
        return config;
    }

    @Override
    public void accept(StepMetrics report) {
        executor.execute(() -> publish(report));
    }

    /** Returns when all waiting reports are published, or after one second. */
    @Override
    public void close() {
        warned.set(true);
        executor.execute(this::closeProducer);
        executor.shutdown();
        try {
            executor.awaitTermination(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(StepMetrics report) {
        try {
            if (producer == null) {
                producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
            }
            String value = StepMetricsJson.write(report);
            producer.send(new ProducerRecord<>(topic, report.getRun(), value), (sent, failure) -> {
                if (failure != null) {
                    tell(failure.getMessage());
                }
            });
        } catch (KafkaException | AvroRuntimeException e) {
            tell(e.getMessage());
        }
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(CLOSE_LIMIT);
        }
    }

    private void tell(String reason) {
        if (warned.compareAndSet(false, true)) {
            LOGGER.warn("Reports of steps are dropped, and training continues: {}", reason);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "steps");
        thread.setDaemon(true);
        return thread;
    }
}

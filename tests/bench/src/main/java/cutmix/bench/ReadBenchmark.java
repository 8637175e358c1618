package cutmix.bench;

import cutmix.schemas.DatasetInfo;
import cutmix.schemas.description.DatasetInfoTopic;
import cutmix.schemas.kafka.Topics;
import cutmix.schemas.order.SamplePosition;
import cutmix.schemas.serde.RecordFormat;
import cutmix.trainer.stream.BatchStream;
import cutmix.trainer.stream.DataPath;
import cutmix.trainer.stream.ImageTopics;
import cutmix.trainer.stream.order.ReadAhead;
import java.time.Duration;
import java.util.Map;

/**
 * The trainer's work apart from its steps: reads a topic into batches. Periodically prints the samples read and the
 * milliseconds.
 */
public final class ReadBenchmark {

    private static final int BATCH = 128;
    private static final long PAUSE_NANOS = 50_000_000L;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private ReadBenchmark() {}

    /**
     * @param arguments brokers, path, number of samples
     */
    public static void main(String[] arguments) throws InterruptedException {
        Map<String, Object> clientConfig = Map.of("bootstrap.servers", arguments[0]);
        long samples = Long.parseLong(arguments[2]);
        try (BatchStream batches =
                images(clientConfig).training(DataPath.named(arguments[1]), new SamplePosition(1, 0), BATCH)) {
            long read = 0;
            long start = System.nanoTime();
            long printed = start;
            while (read < samples) {
                read += batches.next().positions();
                long now = System.nanoTime();
                if (now - printed > PAUSE_NANOS || read >= samples) {
                    System.out.println(read + " " + (now - start) / 1_000_000);
                    printed = now;
                }
            }
        }
    }

    private static ImageTopics images(Map<String, Object> clientConfig) {
        Topics topics = new Topics("");
        RecordFormat format = RecordFormat.of(clientConfig);
        try (DatasetInfoTopic topic = new DatasetInfoTopic(clientConfig, topics, TIMEOUT, format)) {
            DatasetInfo info = topic.newest().orElseThrow();
            // The trainer's own configuration.
            return ImageTopics.builder()
                    .clientConfig(clientConfig)
                    .topics(topics)
                    .info(info)
                    .buffer(new ReadAhead(512, 4, 64 << 20, 64 << 20))
                    .brokerTimeout(TIMEOUT)
                    .build();
        }
    }
}
